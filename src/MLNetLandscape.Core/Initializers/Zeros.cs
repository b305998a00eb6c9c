using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Initializers;

/// <summary>All zeros.</summary>
public sealed record Zeros : Initializer
{
    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, int fanIn, int fanOut, RandomSource random) => values.Clear();
}
