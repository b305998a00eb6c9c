using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Training;

/// <summary>The evaluations at the end of an epoch, which also decide whether its parameters are good.</summary>
internal sealed class EpochEvaluation(ITrainingEngine engine, EpochSteps steps, CancellationToken cancellationToken)
{
    /// <summary>The figures on the training data; null where nobody asked for them.</summary>
    internal Evaluation? Training { get; private set; }

    /// <summary>The figures on the validation data; null without.</summary>
    internal Evaluation? Validation { get; private set; }

    /// <summary>What was not finite; null where the epoch is good or the evaluation was cancelled.</summary>
    internal Divergence? Divergence { get; private set; }

    /// <summary>Evaluates; false if cancelled or not finite.</summary>
    internal bool TryRun(IBatchSource training, IBatchSource? validation, bool evaluateTraining)
    {
        try
        {
            Training = evaluateTraining ? engine.Evaluate(training, cancellationToken) : null;
            Validation = validation is null ? null : engine.Evaluate(validation, cancellationToken);

            // Without any evaluation the last step's parameters would go unseen: look at them on the last batch.
            Evaluation? onBatch = Training is null && Validation is null
                ? engine.Evaluate(new RepeatedBatch(steps.Batch), cancellationToken)
                : null;
            return IsGood(Training, "training data") && IsGood(Validation, "validation data") && IsGood(onBatch, "last batch");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private bool IsGood(Evaluation? evaluation, string data)
    {
        if (evaluation is null || (double.IsFinite(evaluation.Objective) && double.IsFinite(evaluation.Loss)))
        {
            return true;
        }

        Divergence = Divergence.After(
            steps, $"the evaluation on the {data}", $"the objective was {evaluation.Objective}", evaluation.Neuron);
        return false;
    }
}
