using System.Diagnostics;
using MLNetLandscape.Core.Data.Download;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments;

/// <summary>Runs experiments.</summary>
public static class ExperimentRun
{
    /// <summary>Runs one in this process.</summary>
    /// <param name="experiment">What to run.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="progress">Told how far it is, from any thread.</param>
    /// <param name="cancellationToken">Stops it; what is done stays in the state directory.</param>
    /// <exception cref="MissingDataException">Data are not there.</exception>
    /// <exception cref="ArgumentException">An option does not suit the experiment.</exception>
    /// <exception cref="StudyException">A trial failed, or the state directory is of another experiment.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Task<ExperimentResult> RunAsync(
        IExperiment experiment, ExperimentOptions options, IProgress<ExperimentProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(options);
        LocalStudyRunner runner = new(
            new TrialTypes(experiment.TrialType),
            new MemoryDataStore(),
            new LocalStudyOptions { Threads = Math.Max(1, options.Threads), StateDirectory = options.StateDirectory });
        return RunAsync(experiment, options, runner, progress, cancellationToken);
    }

    /// <summary>Runs one wherever the runner does.</summary>
    /// <param name="experiment">What to run; the runner must know its trial type.</param>
    /// <param name="options">What is asked for; the runner decides on threads and state.</param>
    /// <param name="runner">Who runs the trials.</param>
    /// <param name="progress">Told how far it is, from any thread.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <inheritdoc cref="RunAsync(IExperiment, ExperimentOptions, IProgress{ExperimentProgress}, CancellationToken)"/>
    public static async Task<ExperimentResult> RunAsync(
        IExperiment experiment,
        ExperimentOptions options,
        IStudyRunner runner,
        IProgress<ExperimentProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(runner);
        Stopwatch watch = Stopwatch.StartNew();
        IReadOnlyList<Trial> trials = experiment.Plan(options, new ExperimentData(options.DataDirectory ?? DatasetCatalog.DefaultFolder, runner.Data));
        ProgressMeter? meter = progress is null
            ? null
            : new ProgressMeter(trials.ToDictionary(trial => trial.Key, experiment.CostOf), TimeProvider.System, progress);
        TakenUpTrials takenUp = new(meter);
        StudyResult study = await runner.RunAsync(new StudyDefinition { Name = experiment.Name, Trials = trials }, takenUp, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        TrialResult[] results =
        [
            .. study.Trials.Zip(trials, (outcome, trial) => new TrialResult(trial, outcome.Result ?? throw StudyException.Of(study.Name, outcome))),
        ];
        return new ExperimentResult
        {
            Experiment = experiment,
            Options = options,
            Report = experiment.Summarize(options, results),
            Trials = results,
            TakenUp = takenUp.Count(results.Length),
            Elapsed = watch.Elapsed,
        };
    }
}
