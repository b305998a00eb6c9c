using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Initializers;

/// <summary>Uniform on +-sqrt(6 / (fanIn + fanOut)), Glorot and Bengio 2010, equation 16.</summary>
public sealed record Glorot : Initializer
{
    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, int fanIn, int fanOut, RandomSource random) =>
        FillUniform(values, Math.Sqrt(6.0 / ((double)fanIn + fanOut)), random);
}
