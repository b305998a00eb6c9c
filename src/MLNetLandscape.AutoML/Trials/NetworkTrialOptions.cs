using MLNetLandscape.AutoML.Abandonment;
using MLNetLandscape.Core.Studies;

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

    /// <summary>
    /// Trains the networks, on the workers of a cluster for example, which must know the trial type <see cref="NetworkFitTrial"/>; null trains in this
    /// process. Results are the same, bit for bit, but for the times that epochs took.
    /// </summary>
    /// <remarks>
    /// Only options and data travel: other steps of the pipeline, TorchSharp modules and metrics are code, and stay in this process. A trial's folds are
    /// trained at the same time; trials follow one another, since AutoML asks its tuner for the next when it knows the last one's loss. Learn of epochs when
    /// a trial ends.
    /// </remarks>
    public IStudyRunner? Runner { get; init; }

    /// <summary>What the studies of a <see cref="Runner"/> are called, one a trial: this, the trial's number and a digest of it, so that the same search finds what was done.</summary>
    /// <exception cref="ArgumentException">It is no name of a study.</exception>
    public string Study { get; init => field = Named(value); } = "search";

    /// <summary>Told of every epoch, on the thread that trains; a <see cref="Monitoring.TrialMonitor"/> makes a progress line of it.</summary>
    public IProgress<TrialEpoch>? Progress { get; init; }

    private static string Named(string study)
    {
        StudyDefinition.ThrowIfNoName(study);
        return study;
    }
}
