using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Data;

/// <summary>Which rows of a stream belong to the training, and which are held back for validation: decided by seed and position alone, so that every pass agrees.</summary>
/// <param name="Seed">The seed of the split.</param>
/// <param name="ValidationFraction">The share that is held back; 0 holds nothing back.</param>
/// <param name="IsValidation">Whether this is the share held back.</param>
internal sealed record RowShare(long Seed, double ValidationFraction, bool IsValidation)
{
    /// <summary>All rows.</summary>
    public static RowShare All { get; } = new(0, 0, IsValidation: false);

    /// <summary>Whether the row of this position belongs to the share.</summary>
    public bool Contains(long position) =>
        ValidationFraction == 0 || (new RandomSource(Seed).Split(RandomPurpose.Splitting, position).NextDouble() < ValidationFraction) == IsValidation;
}
