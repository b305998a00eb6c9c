using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Initializers;

/// <summary>Uniform on +-sqrt(6 / (fanIn + fanOut)), Glorot and Bengio 2010.</summary>
public sealed record Glorot : Initializer
{
    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, int fanIn, int fanOut, RandomSource random) => throw new NotImplementedException();
}
