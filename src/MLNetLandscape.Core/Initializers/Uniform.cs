using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Initializers;

/// <summary>Uniform on +-HalfWidth.</summary>
public sealed record Uniform(double HalfWidth) : Initializer
{
    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, int fanIn, int fanOut, RandomSource random) => throw new NotImplementedException();
}
