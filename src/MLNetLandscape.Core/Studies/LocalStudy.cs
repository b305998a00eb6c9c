namespace MLNetLandscape.Core.Studies;

/// <summary>One run of a study in this process.</summary>
internal sealed class LocalStudy(
    StudyDefinition study,
    TrialTypes types,
    IDataStore data,
    SharedValues shared,
    LocalStudyOptions options,
    StudyStateFolder? state,
    IProgress<StudyProgress>? progress,
    CancellationToken cancellationToken)
    : IDisposable
{
    /// <summary>Cancelled from outside, or because the state cannot be kept: then nothing more is begun.</summary>
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    private readonly TrialOutcome?[] outcomes = [.. study.Trials.Select(trial => state?.Outcomes.GetValueOrDefault(trial.Key))];
    private readonly Lock gate = new();
    private StudyProgress counts = new() { Total = study.Trials.Count };
    private int next = -1;

    /// <summary>Runs what is not done yet.</summary>
    public async Task<StudyResult> RunAsync()
    {
        int open = outcomes.Count(outcome => outcome is null);
        counts = counts with { Done = Count(TrialState.Done), Failed = Count(TrialState.Failed) };
        int threadsOfTrial = Math.Max(1, options.Threads / Math.Max(1, open));
        await Task.WhenAll(Enumerable.Range(0, Math.Min(options.Threads, open)).Select(_ => Task.Factory.StartNew(
            () => RunTrials(threadsOfTrial), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).ConfigureAwait(false);
        return new StudyResult(study.Name, [.. outcomes.Select((outcome, i) => outcome ?? TrialOutcome.Cancelled(study.Trials[i].Key))]);
    }

    /// <inheritdoc/>
    public void Dispose() => stop.Dispose();

    private int Count(TrialState state) => outcomes.Count(outcome => outcome?.State == state);

    private void RunTrials(int threadsOfTrial)
    {
        try
        {
            for (int index; !stop.IsCancellationRequested && (index = Interlocked.Increment(ref next)) < outcomes.Length;)
            {
                if (outcomes[index] is null)
                {
                    RunTrial(index, threadsOfTrial);
                }
            }
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    private void RunTrial(int index, int threadsOfTrial)
    {
        Trial trial = study.Trials[index];
        Update(now => now with { Running = now.Running + 1 });
        TrialContext context = new()
        {
            Trial = trial,
            Data = data,
            Checkpoint = state?.Checkpoint(trial.Key, options) ?? new NoCheckpoint(),
            Shared = shared,
            Threads = threadsOfTrial,
            Progress = progress is null ? null : new TrialRelay(step => progress.Report(counts with { Latest = step })),
            Cancellation = stop.Token,
        };
        TrialOutcome outcome = TrialExecution.Run(types, context, study.TrialTimeLimit, options.Time);
        outcomes[index] = outcome;
        if (outcome.State != TrialState.Cancelled)
        {
            state?.Add(outcome);
        }

        Update(now => outcome.State switch
        {
            TrialState.Done => now with { Running = now.Running - 1, Done = now.Done + 1 },
            TrialState.Failed => now with { Running = now.Running - 1, Failed = now.Failed + 1 },
            _ => now with { Running = now.Running - 1, Cancelled = now.Cancelled + 1 },
        });
    }

    private void Update(Func<StudyProgress, StudyProgress> change)
    {
        StudyProgress now;
        lock (gate)
        {
            now = counts = change(counts);
        }

        progress?.Report(now);
    }
}
