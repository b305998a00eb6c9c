namespace MLNetLandscape.Experiments.Hessians;

/// <summary>What a trial on Hessians found.</summary>
public sealed record HessianTrialResult
{
    /// <summary>The looks at a training, in order; empty for an autoencoder.</summary>
    public IReadOnlyList<BlockLook> Looks { get; init; } = [];

    /// <summary>The slices at its end.</summary>
    public IReadOnlyList<SliceCount> Slices { get; init; } = [];

    /// <summary>The autoencoder's training loss after each epoch; shorter where it diverged.</summary>
    public IReadOnlyList<double> Training { get; init; } = [];

    /// <summary>Its loss on test digits after each epoch.</summary>
    public IReadOnlyList<double> Test { get; init; } = [];

    /// <summary>Steps of an epoch.</summary>
    public int StepsPerEpoch { get; init; }
}
