using System.Runtime.ExceptionServices;
using System.Text.Json;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>The trials of a sweep on the caller's own data, which may be larger than memory, with its listeners; what is done is kept in a state file.</summary>
/// <remarks>A training that cannot be run at all ends the sweep with its exception, where a study would go on without it.</remarks>
internal sealed class SweepInProcess(
    IDataView data, IDataView? validation, NetworkTrainerOptions network, SweepStateFile state, int done, int total, IProgress<SweepProgress>? progress, CancellationToken cancellationToken)
    : ITrialType, IDisposable
{
    private readonly SweepTrial trial = new();
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly Lock gate = new();
    private ExceptionDispatchInfo? failure;

    /// <inheritdoc/>
    public string Name => trial.Name;

    /// <summary>Runs trials to their end.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(IReadOnlyList<Trial> trials, int threads)
    {
        LocalStudyRunner runner = new(new TrialTypes(this), new MemoryDataStore(), new LocalStudyOptions { Threads = threads });
        runner.RunAsync(new StudyDefinition { Name = Name, Trials = trials }, null, stop.Token).GetAwaiter().GetResult();
        failure?.Throw();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Validate(JsonElement settings) => trial.Validate(settings);

    /// <inheritdoc/>
    public JsonElement Run(TrialContext context)
    {
        try
        {
            SweepRun run = SweepTrial.Train(context, data, validation, network.Progress, network.CancellationToken);
            lock (gate)
            {
                state.Add(run);
                progress?.Report(new SweepProgress(++done, total, run));
            }

            return TrialJson.Write(run);
        }
        catch (Exception exception) when (!context.Cancellation.IsCancellationRequested)
        {
            failure ??= ExceptionDispatchInfo.Capture(exception);
            stop.Cancel();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stop.Dispose();
}
