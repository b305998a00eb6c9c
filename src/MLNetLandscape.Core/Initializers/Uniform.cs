using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Initializers;

/// <summary>Uniform on +-HalfWidth.</summary>
/// <param name="HalfWidth">Finite, at least 0.</param>
/// <exception cref="ArgumentException">The half width is out of range.</exception>
public sealed record Uniform(double HalfWidth) : Initializer
{
    /// <summary>The largest absolute value of a weight.</summary>
    public double HalfWidth { get; init => field = Checked(value); } = Checked(HalfWidth);

    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, int fanIn, int fanOut, RandomSource random) => FillUniform(values, HalfWidth, random);

    private static double Checked(double halfWidth) => halfWidth >= 0 && double.IsFinite(halfWidth)
        ? halfWidth
        : throw new ArgumentException($"Uniform.HalfWidth must be finite and at least 0, but was {halfWidth}.");
}
