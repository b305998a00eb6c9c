using MLNetLandscape.AutoML.Abandonment;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>How trials are run.</summary>
public sealed record NetworkTrialOptions
{
    /// <summary>When to abandon a trial before its end; null runs every trial to its end.</summary>
    public MedianStopping? Abandonment { get; init; } = new();

    /// <summary>The seed of the folds, which all trials share, so that they are compared on the same rows.</summary>
    public int FoldSeed { get; init; } = 1;

    /// <summary>
    /// Where to keep the trials that ended, so that an interrupted search, run again, goes on from there; null keeps none. The model of each trial that
    /// was the best so far lies beside the file, under its name with ".trial-", the number and ".zip" added.
    /// </summary>
    /// <remarks>
    /// The tuner is asked again from the start, and a trial that it proposes as before is answered from the file. So its proposals must repeat: give
    /// the context a seed. From the first trial that differs, all are run. Trials from the file that were never the best have no model.
    /// </remarks>
    public string? StatePath { get; init; }

    /// <summary>Told of every epoch, on the thread that trains; a <see cref="Monitoring.TrialMonitor"/> makes a progress line of it.</summary>
    public IProgress<TrialEpoch>? Progress { get; init; }
}
