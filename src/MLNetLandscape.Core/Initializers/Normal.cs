using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Initializers;

/// <summary>Normal with mean 0.</summary>
/// <param name="StandardDeviation">Finite, at least 0.</param>
/// <exception cref="ArgumentException">The deviation is out of range.</exception>
public sealed record Normal(double StandardDeviation) : Initializer
{
    /// <summary>The standard deviation of each weight.</summary>
    public double StandardDeviation { get; init => field = Checked(value); } = Checked(StandardDeviation);

    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, int fanIn, int fanOut, RandomSource random)
    {
        foreach (ref T value in values)
        {
            value = T.CreateTruncating(StandardDeviation * random.NextNormal());
        }
    }

    private static double Checked(double deviation) => deviation >= 0 && double.IsFinite(deviation)
        ? deviation
        : throw new ArgumentException($"Normal.StandardDeviation must be finite and at least 0, but was {deviation}.");
}
