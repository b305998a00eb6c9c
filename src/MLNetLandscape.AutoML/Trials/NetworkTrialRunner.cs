using System.Diagnostics;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>Runs one trial: trains its networks with their validation data, evaluates them, and abandons the trial where it is hopeless.</summary>
/// <remarks>With folds the metric is the mean over them, and the model that of the first, as AutoML's own runner has it.</remarks>
internal sealed class NetworkTrialRunner(
    MLContext context, SweepablePipeline pipeline, IEvaluateMetricManager metric, IDatasetManager data, TrialMemory memory) : ITrialRunner
{
    /// <summary>Runs the trial on another thread.</summary>
    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct) => Task.Run(() => Run(settings, ct), CancellationToken.None);

    /// <summary>Nothing is left to end: a run that returned has stopped. Networks stop between steps; other estimators, whose cancellation is ML.NET's own, at their end.</summary>
    public void Dispose()
    {
    }

    private TrialResult Run(TrialSettings settings, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        IReadOnlyList<TrialFold> folds = memory.Folds(data, context, settings);
        using TrialWatch watch = new(memory, settings.TrialId, folds.Count, cancellation);
        try
        {
            return Evaluate(settings, folds, watch, clock);
        }
        catch (OperationCanceledException) when (watch.IsAbandoned && !cancellation.IsCancellationRequested)
        {
            return new AbandonedTrialResult
            {
                TrialSettings = settings,
                Fold = watch.Curves.Count,
                Epoch = watch.Curves[^1].Count,
                Metric = double.NaN,
                Loss = memory.WorstLoss,
                DurationInMilliseconds = clock.Elapsed.TotalMilliseconds,
            };
        }
        catch (Exception exception) when (cancellation.IsCancellationRequested && exception is not OperationCanceledException)
        {
            throw new OperationCanceledException("The trial was cancelled.", exception, cancellation);
        }
    }

    private TrialResult Evaluate(TrialSettings settings, IReadOnlyList<TrialFold> folds, TrialWatch watch, Stopwatch clock)
    {
        ITransformer? first = null;
        double sum = 0;
        foreach (TrialFold fold in folds)
        {
            (ITransformer model, IDataView scored) = PipelineSteps.Fit(pipeline, context, settings, fold, watch);
            sum += metric.Evaluate(context, scored);
            first ??= model;
        }

        double mean = sum / folds.Count;
        double loss = metric.IsMaximize ? -mean : mean;
        memory.Complete(loss, watch.Curves);
        return new TrialResult
        {
            TrialSettings = settings,
            Model = first,
            Metric = mean,
            Loss = loss,
            DurationInMilliseconds = clock.Elapsed.TotalMilliseconds,
        };
    }
}
