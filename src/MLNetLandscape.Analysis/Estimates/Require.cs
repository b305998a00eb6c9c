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

    /// <summary>A count of numbers that an array can hold.</summary>
    /// <param name="numbers">How many; as a long, since the product of two settings may exceed an int.</param>
    /// <param name="name">What they are.</param>
    /// <param name="remedy">Which settings to lower.</param>
    public static int ArrayLength(long numbers, string name, string remedy) => numbers >= 0 && numbers <= Array.MaxLength
        ? (int)numbers
        : throw new ArgumentException($"{name} must be at most {Array.MaxLength} numbers, the most that an array holds, but would be {numbers}. {remedy}");

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
