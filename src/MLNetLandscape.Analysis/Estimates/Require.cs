namespace MLNetLandscape.Analysis.Estimates;

/// <summary>Checks of settings, with messages that say what, the value, the rule and the remedy.</summary>
internal static class Require
{
    /// <summary>A count of at least <paramref name="minimum"/>.</summary>
    public static int AtLeast(int value, int minimum, string name, string remedy) => value >= minimum
        ? value
        : throw new ArgumentException($"{name} must be at least {minimum}, but was {value}. {remedy}");

    /// <summary>A positive, finite number.</summary>
    public static double Positive(double value, string name, string remedy) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentException($"{name} must be positive and finite, but was {value}. {remedy}");

    /// <summary>A vector of finite numbers with the given length.</summary>
    public static void Finite(ReadOnlySpan<double> values, int length, string name, string remedy)
    {
        if (values.Length != length)
        {
            throw new ArgumentException($"{name} must have {length} numbers, but has {values.Length}. {remedy}");
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException($"{name}[{i}] must be finite, but was {values[i]}. A diverged training is the usual cause: take an earlier point.");
            }
        }
    }
}
