namespace MLNetLandscape.AutoML.Abandonment;

/// <summary>Abandons a trial that is doing worse than half of its predecessors did at the same epoch.</summary>
/// <remarks>
/// <para>The rule: at epoch s, stop if the trial's best validation metric so far is strictly worse than the median, over completed trials, of the mean of
/// their metrics of the epochs 1 to s. Folds are compared with the same fold of other trials. The metric is the trainer's own on the validation data,
/// accuracy or root mean squared error, since losses of different powers p cannot be compared.</para>
/// <para>Source: Golovin et al., "Google Vizier: a service for black-box optimization", KDD 2017, section 3.2.2.</para>
/// </remarks>
public sealed record MedianStopping
{
    /// <summary>Completed trials before any is abandoned, at least 1. The median of fewer than five says little.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int MinimumTrials { get; init => field = AtLeastOne(value, nameof(MinimumTrials)); } = 5;

    /// <summary>Epochs that every trial is granted, at least 1: the first ones say little about where a training ends.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int MinimumEpochs { get; init => field = AtLeastOne(value, nameof(MinimumEpochs)); } = 10;

    private static int AtLeastOne(int value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} must be at least 1, but was {value}. To abandon no trial, set Abandonment to null.");
}
