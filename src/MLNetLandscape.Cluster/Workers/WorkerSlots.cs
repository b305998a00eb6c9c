using System.Collections.Concurrent;
using MLNetLandscape.Cluster.Data;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Workers;

/// <summary>The threads of a worker that train. They know nothing of the database.</summary>
internal sealed class WorkerSlots : IDisposable
{
    private readonly BlockingCollection<RunningTrial> waiting = [];
    private readonly Thread[] threads;
    private readonly TrialTypes types;
    private readonly IDataStore data;
    private readonly WorkerOptions options;
    private readonly SharedValues shared = new();
    private double secondsOfTrial = 1;

    public WorkerSlots(TrialTypes types, IDataStore data, WorkerOptions options)
    {
        (this.types, this.data, this.options) = (types, data, options);
        threads = [.. Enumerable.Range(0, options.Slots).Select(i => new Thread(Work) { IsBackground = true, Name = $"slot {i}" })];
        Array.ForEach(threads, thread => thread.Start());
    }

    /// <summary>A trial's usual time in seconds: short ones are claimed ahead, so that the database is asked for several at once.</summary>
    public double SecondsOfTrial => Volatile.Read(ref secondsOfTrial);

    /// <summary>Hands a trial to the next free slot.</summary>
    public void Add(RunningTrial trial) => waiting.Add(trial);

    /// <summary>Waits until the slots have ended what they were given.</summary>
    public void Dispose()
    {
        waiting.CompleteAdding();
        Array.ForEach(threads, thread => thread.Join());
        waiting.Dispose();
    }

    private void Work()
    {
        foreach (RunningTrial trial in waiting.GetConsumingEnumerable())
        {
            long started = options.Time.GetTimestamp();
            TrialContext context = new()
            {
                Trial = trial.Claimed.Trial,
                Data = new PatientDataStore(data, options.Poll, trial.Claimed.TimeLimit, options.Time, trial.Stopping),
                Checkpoint = trial,
                Shared = shared,
                Progress = trial,
                Cancellation = trial.Stopping,
            };
            TrialOutcome outcome = trial.Stopping.IsCancellationRequested
                ? TrialOutcome.Cancelled(context.Trial.Key)
                : TrialExecution.Run(types, context, trial.Claimed.TimeLimit, options.Time);
            Volatile.Write(ref secondsOfTrial, (0.9 * SecondsOfTrial) + (0.1 * options.Time.GetElapsedTime(started).TotalSeconds));
            trial.End(outcome);
        }
    }
}
