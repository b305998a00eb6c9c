using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Initializers;

/// <summary>Uniform on +-sqrt(6 / fanIn), He et al. 2015, for ReLU.</summary>
public sealed record He : Initializer
{
    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, int fanIn, int fanOut, RandomSource random) => throw new NotImplementedException();
}
