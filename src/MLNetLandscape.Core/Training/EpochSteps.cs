using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Training;

/// <summary>The steps of one epoch and their sums.</summary>
internal sealed class EpochSteps(ITrainingEngine engine, Batch<float> batch, LearningRateClock clock, int epoch)
{
    private double sum;
    private long rows;

    /// <summary>The epoch, from 0.</summary>
    internal int Epoch => epoch;

    /// <summary>The rows of the last step.</summary>
    internal Batch<float> Batch => batch;

    /// <summary>Steps taken.</summary>
    internal long Count { get; private set; }

    /// <summary>Rows of the last step's batch.</summary>
    internal int RowsOfLastStep { get; private set; }

    /// <summary>The learning rate of the last step.</summary>
    internal double LearningRate { get; private set; }

    /// <summary>Exponents clamped in all steps.</summary>
    internal long ClampedExponents { get; private set; }

    /// <summary>What was not finite in the last step, as a clause.</summary>
    internal string Figure { get; private set; } = "";

    /// <summary>Takes a step on the batch; false if its figures are not finite.</summary>
    internal bool Take()
    {
        LearningRate = clock.RateAt(epoch, Count);
        StepResult step = engine.TakeStep(batch, LearningRate);
        Count++;
        ClampedExponents += step.ClampedExponents;
        sum += step.Objective * batch.Rows;
        rows += batch.Rows;
        RowsOfLastStep = batch.Rows;

        // A norm of NaN says that the engine did not compute it; an infinite one that the step was already spoilt.
        if (double.IsFinite(step.Objective) && !double.IsInfinity(step.GradientNorm))
        {
            return true;
        }

        Figure = double.IsFinite(step.Objective)
            ? $"the gradient overflowed where the objective was {step.Objective}"
            : $"the objective was {step.Objective}";
        return false;
    }

    /// <summary>Closes the epoch.</summary>
    internal EpochRecord ToRecord(Evaluation? onTraining, Evaluation? onValidation, TimeSpan elapsed)
    {
        clock.StepsOfLastEpoch = Count;
        return new EpochRecord
        {
            Epoch = epoch + 1,
            LearningRate = LearningRate,
            RunningObjective = sum / rows,
            Training = onTraining,
            Validation = onValidation,
            Elapsed = elapsed,
        };
    }
}
