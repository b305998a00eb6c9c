using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Initializers;

/// <summary>Normal with mean 0.</summary>
public sealed record Normal(double StandardDeviation) : Initializer
{
    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, int fanIn, int fanOut, RandomSource random) => throw new NotImplementedException();
}
