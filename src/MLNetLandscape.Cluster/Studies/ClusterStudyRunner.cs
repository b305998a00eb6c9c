using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Schema;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Studies;

/// <summary>Runs studies on the workers of a cluster. A study is found by its name: running one that is there attaches to it, and lets it go on if it was cancelled.</summary>
/// <param name="cluster">The database.</param>
/// <param name="types">The trial types, to check a study before it is submitted.</param>
/// <param name="data">The store that the workers read.</param>
/// <param name="options">Names and times; null takes the defaults.</param>
public sealed class ClusterStudyRunner(ClusterConnection cluster, TrialTypes types, IDataStore data, ClusterStudyOptions? options = null) : IStudyRunner
{
    private readonly ClusterStudyOptions options = options ?? new ClusterStudyOptions();
    private readonly ClusterStudies studies = new(cluster);

    /// <inheritdoc/>
    public IDataStore Data => data;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The study or an option is not valid; the message says why.</exception>
    /// <exception cref="StudyException">A study of the same name has other trials or another version, or data are missing.</exception>
    /// <exception cref="ClusterException">The database cannot be reached, or has another schema. While the study runs, lost connections are made again.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, and the options say that the study goes on without its submitter.</exception>
    public async Task<StudyResult> RunAsync(
        StudyDefinition study, IProgress<StudyProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        options.ThrowIfInvalid();
        study.Validate(types);
        ClusterSchema.ThrowIfOther(cluster);
        ThrowIfDataAreMissing(study);
        if (!studies.Submit(study, options.Program, options.MostLosses) && studies.Find(study.Name) is { IsCancelled: true })
        {
            studies.Resume(study.Name, retryFailed: false);
        }

        bool isCancelled = false, mustCancel = false;
        while (true)
        {
            if (await Task.Run(() => Look(study.Name, ref mustCancel, progress), CancellationToken.None).ConfigureAwait(false) is { } result)
            {
                return result;
            }

            try
            {
                await Task.Delay(options.Poll, isCancelled ? CancellationToken.None : cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!options.Detaches)
            {
                // The database may be away just now: the study is cancelled at the next look that it answers.
                isCancelled = mustCancel = true;
            }
        }
    }

    /// <summary>Tells how far the study is, and cancels it where that is still to be done.</summary>
    /// <param name="name">The study.</param>
    /// <param name="mustCancel">Whether to cancel it; false once the database has it, so that whoever lets the study go on afterwards is not opposed.</param>
    /// <param name="progress">Told.</param>
    /// <returns>Its result if it is over; null if it is not, or if the database does not answer just now.</returns>
    private StudyResult? Look(string name, ref bool mustCancel, IProgress<StudyProgress>? progress)
    {
        try
        {
            StudySummary summary = studies.Find(name) ?? throw new StudyException($"The study '{name}' was removed while it ran.");
            progress?.Report(summary.Progress);
            IReadOnlyList<TrialProgress> running = progress is null || summary.Progress.Running == 0 ? [] : studies.Running(name);
            foreach (TrialProgress step in running)
            {
                progress!.Report(summary.Progress with { Latest = step });
            }

            if (mustCancel && summary is { IsOver: false, IsCancelled: false })
            {
                studies.Cancel(name);
            }

            mustCancel = false;
            if (summary is { IsCancelled: true, Progress: { Running: 0, Queued: > 0 } })
            {
                // A worker gave a trial back while the study was being cancelled.
                studies.Cancel(name);
            }

            return summary.IsOver ? new StudyResult(name, studies.Outcomes(name)) : null;
        }
        catch (ClusterException exception) when (exception.IsTransient)
        {
            return null;
        }
    }

    private void ThrowIfDataAreMissing(StudyDefinition study)
    {
        foreach (ContentHash hash in study.Trials.SelectMany(trial => trial.Data.Values).Distinct())
        {
            if (!data.Contains(hash))
            {
                throw new StudyException($"The study '{study.Name}' reads the data {hash}, which are not in the store. Put them there first.");
            }
        }
    }
}
