using Microsoft.ML.SearchSpace;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>The estimators of a trial, fitted one after the other, so that a network gets the validation data as the steps before it leave them.</summary>
/// <remarks>A fitted chain of ML.NET would be the same but for that: its last estimator never sees the validation data.</remarks>
internal sealed class PipelineSteps(SweepablePipeline pipeline, MLContext context, TrialSettings settings)
{
    /// <summary>The trial's estimators.</summary>
    public IEnumerable<IEstimator<ITransformer>> Build()
    {
        Parameter parameter = settings.Parameter[PipelineKeys.Pipeline];
        return pipeline.BuildSweepableEstimatorPipeline(parameter[PipelineKeys.Schema].AsType<string>()).Estimators
            .Select(step => step.Value.BuildFromOption(context, parameter.TryGetValue(step.Key, out Parameter own) ? own : Parameter.CreateNestedParameter()));
    }

    /// <summary>Fits the trial's estimators on its folds, step by step.</summary>
    /// <param name="folds">The folds.</param>
    /// <param name="memory">What came before, and who trains the networks.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public FittedTrial Fit(IReadOnlyList<TrialFold> folds, TrialMemory memory, CancellationToken cancellationToken)
    {
        IEstimator<ITransformer>[][] steps = [.. folds.Select(_ => Build().ToArray())];
        TrialFold[] states = [.. folds];
        List<ITransformer>[] fitted = [.. folds.Select(_ => new List<ITransformer>())];
        List<IReadOnlyList<double>> curves = [];
        for (int step = 0; step < steps[0].Length; step++)
        {
            IReadOnlyList<ITransformer>? transformers = steps[0][step] is ILandscapeTrainer
                ? FitNetworks([.. steps.Select(own => (ILandscapeTrainer)own[step])], states, curves, memory, cancellationToken)
                : FitOthers([.. steps.Select(own => own[step])], states, cancellationToken);
            if (transformers is null)
            {
                return new FittedTrial(null, curves);
            }

            for (int fold = 0; fold < states.Length; fold++)
            {
                fitted[fold].Add(transformers[fold]);
                states[fold] = new TrialFold(transformers[fold].Transform(states[fold].Training), transformers[fold].Transform(states[fold].Validation));
            }
        }

        return new FittedTrial([.. states.Select((state, fold) => ((ITransformer)new TransformerChain<ITransformer>([.. fitted[fold]]), state.Validation))], curves);
    }

    private IReadOnlyList<ITransformer>? FitNetworks(
        ILandscapeTrainer[] trainers, TrialFold[] states, List<IReadOnlyList<double>> curves, TrialMemory memory, CancellationToken cancellationToken)
    {
        FoldTask[] tasks =
        [
            .. trainers.Select((trainer, fold) => new FoldTask(trainer, states[fold], memory.Curves?.Thresholds(curves.Count + fold, trainer.Options.NumberOfEpochs))),
        ];
        IReadOnlyList<FoldFit> fits = memory.Networks.Fit(tasks, settings.TrialId, Tell, cancellationToken);
        curves.AddRange(fits.Select(fit => fit.Curve));
        return fits[^1].Model is null ? null : [.. fits.Select(fit => fit.Model!)];

        void Tell(int fold, EpochProgress epoch) => memory.Options.Progress?.Report(new TrialEpoch(settings.TrialId, fold + 1, states.Length, epoch));
    }

    private static List<ITransformer> FitOthers(IEstimator<ITransformer>[] steps, TrialFold[] states, CancellationToken cancellationToken)
    {
        List<ITransformer> transformers = [];
        foreach ((int fold, IEstimator<ITransformer> step) in steps.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            transformers.Add(step.Fit(states[fold].Training));
        }

        return transformers;
    }
}
