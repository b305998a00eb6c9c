using System.Diagnostics;
using System.Text.Json;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>Runs one trial: trains its networks with their validation data, evaluates them, and abandons the trial where it is hopeless.</summary>
/// <remarks>With folds the metric is the mean over them, and the model that of the first, as AutoML's own runner has it.</remarks>
internal sealed class NetworkTrialRunner(
    MLContext context, SweepablePipeline pipeline, IEvaluateMetricManager metric, IDatasetManager data, TrialMemory memory) : ITrialRunner
{
    private static readonly Dictionary<string, JsonElement> NoSettings = [];

    /// <summary>Runs the trial on another thread.</summary>
    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct) => Task.Run(() => Run(settings, ct), CancellationToken.None);

    /// <summary>Nothing is left to end: a run that returned has stopped. Networks stop between steps; other estimators, whose cancellation is ML.NET's own, at their end.</summary>
    public void Dispose()
    {
    }

    private TrialResult Run(TrialSettings settings, CancellationToken cancellationToken)
    {
        Stopwatch clock = Stopwatch.StartNew();
        IReadOnlyList<TrialFold> folds = memory.Folds(data, context, settings);
        TrialStateFile? state = memory.State(data, folds, metric, cancellationToken);
        IReadOnlyDictionary<string, JsonElement> identity = state is null ? NoSettings : TrialIdentity.Of(pipeline, settings);
        if (state?.Find(settings.TrialId, identity) is { } kept)
        {
            return Recall(settings, kept, state.LoadModel(kept), folds.Count);
        }

        FittedTrial fitted = Fit(settings, folds, cancellationToken);
        TrialResult result = Evaluate(settings, fitted, folds.Count, clock);
        bool isAbandoned = result is AbandonedTrialResult;
        if (isAbandoned || double.IsFinite(result.Loss))
        {
            KeptTrial trial = new()
            {
                TrialId = settings.TrialId,
                Settings = identity,
                Metric = isAbandoned ? null : result.Metric,
                Loss = isAbandoned ? null : result.Loss,
                DurationInMilliseconds = result.DurationInMilliseconds,
                Curves = fitted.Curves,
            };
            state?.Add(trial, context, result.Model, folds[0].Training.Schema);
        }

        return result;
    }

    private FittedTrial Fit(TrialSettings settings, IReadOnlyList<TrialFold> folds, CancellationToken cancellationToken)
    {
        try
        {
            return new PipelineSteps(pipeline, context, settings).Fit(folds, memory, cancellationToken);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is not OperationCanceledException)
        {
            throw new OperationCanceledException("The trial was cancelled.", exception, cancellationToken);
        }
    }

    private TrialResult Evaluate(TrialSettings settings, FittedTrial fitted, int folds, Stopwatch clock)
    {
        if (fitted.Folds is not { } models)
        {
            return Abandoned(settings, fitted.Curves, folds, clock.Elapsed.TotalMilliseconds);
        }

        double mean = models.Sum(fold => metric.Evaluate(context, fold.Scored)) / folds;
        return Completed(settings, models[0].Model, mean, metric.IsMaximize ? -mean : mean, fitted.Curves, clock.Elapsed.TotalMilliseconds);
    }

    /// <summary>The result of a trial that was run before the search was interrupted.</summary>
    private TrialResult Recall(TrialSettings settings, KeptTrial kept, ITransformer? model, int folds) => kept is { Metric: { } figure, Loss: { } loss }
        ? Completed(settings, model, figure, loss, kept.Curves, kept.DurationInMilliseconds)
        : Abandoned(settings, kept.Curves, folds, kept.DurationInMilliseconds);

    private TrialResult Completed(
        TrialSettings settings, ITransformer? model, double figure, double loss, IReadOnlyList<IReadOnlyList<double>> curves, double milliseconds)
    {
        memory.Complete(loss, curves);
        return new TrialResult { TrialSettings = settings, Model = model, Metric = figure, Loss = loss, DurationInMilliseconds = milliseconds };
    }

    private AbandonedTrialResult Abandoned(TrialSettings settings, IReadOnlyList<IReadOnlyList<double>> curves, int folds, double milliseconds) => new()
    {
        TrialSettings = settings,
        Fold = ((curves.Count - 1) % folds) + 1,
        Epoch = curves[^1].Count,
        Metric = double.NaN,
        Loss = memory.WorstLoss,
        DurationInMilliseconds = milliseconds,
    };
}
