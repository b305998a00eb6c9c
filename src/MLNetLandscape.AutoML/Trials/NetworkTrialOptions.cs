using MLNetLandscape.AutoML.Abandonment;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>How trials are run.</summary>
public sealed record NetworkTrialOptions
{
    /// <summary>When to abandon a trial before its end; null runs every trial to its end.</summary>
    public MedianStopping? Abandonment { get; init; } = new();

    /// <summary>The seed of the folds, which all trials share, so that they are compared on the same rows.</summary>
    public int FoldSeed { get; init; } = 1;

    /// <summary>Told of every epoch, on the thread that trains; a <see cref="Monitoring.TrialMonitor"/> makes a progress line of it.</summary>
    public IProgress<TrialEpoch>? Progress { get; init; }
}
