using Microsoft.ML.SearchSpace;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>The estimators of a trial, fitted one after the other, so that a network gets the validation data as the steps before it leave them.</summary>
/// <remarks>A fitted chain of ML.NET would be the same but for that: its last estimator never sees the validation data.</remarks>
internal static class PipelineSteps
{
    /// <summary>The trial's estimators.</summary>
    public static IEnumerable<IEstimator<ITransformer>> Build(SweepablePipeline pipeline, MLContext context, TrialSettings settings)
    {
        Parameter parameter = settings.Parameter[PipelineKeys.Pipeline];
        return pipeline.BuildSweepableEstimatorPipeline(parameter[PipelineKeys.Schema].AsType<string>()).Estimators
            .Select(step => step.Value.BuildFromOption(context, parameter.TryGetValue(step.Key, out Parameter own) ? own : Parameter.CreateNestedParameter()));
    }

    /// <summary>Fits the trial's estimators on a fold.</summary>
    /// <returns>The chain, and the validation data as it scores them.</returns>
    public static (ITransformer Model, IDataView Scored) Fit(
        SweepablePipeline pipeline, MLContext context, TrialSettings settings, TrialFold fold, TrialWatch watch)
    {
        (IDataView training, IDataView validation) = (fold.Training, fold.Validation);
        List<ITransformer> fitted = [];
        foreach (IEstimator<ITransformer> step in Build(pipeline, context, settings))
        {
            watch.Token.ThrowIfCancellationRequested();
            ITransformer transformer = Fit(step, training, validation, watch);
            fitted.Add(transformer);
            training = transformer.Transform(training);
            validation = transformer.Transform(validation);
        }

        return (new TransformerChain<ITransformer>([.. fitted]), validation);
    }

    private static ITransformer Fit(IEstimator<ITransformer> step, IDataView training, IDataView validation, TrialWatch watch) => step switch
    {
        BinaryNetworkTrainer binary => binary.Fit(training, validation, null, watch.BeginFold(higherIsBetter: true), watch.Token),
        MulticlassNetworkTrainer multiclass => multiclass.Fit(training, validation, null, watch.BeginFold(higherIsBetter: true), watch.Token),
        RegressionNetworkTrainer regression => regression.Fit(training, validation, null, watch.BeginFold(higherIsBetter: false), watch.Token),
        _ => step.Fit(training),
    };
}
