using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Core.Training;

/// <content>The training step.</content>
public sealed partial class NetworkEngine
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch has no rows, no weight, or other widths than the network.</exception>
    public StepResult TakeStep(Batch<float> batch, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(batch);
        double weightSum = CheckBatch(batch);
        if (batchStep is null || batchStep.Pass.RowCapacity < batch.Capacity)
        {
            NetworkPass<float> pass = new(Network, batch.Capacity);
            update.Follow(pass);
            batchStep = new BatchStep<float>(pass, loss, team, gradient.Memory, update.Consumer);
        }

        batchStep.Pass.BeginStep(epochRandom.Split(Randomness.RandomPurpose.Dropout, step++));
        LossFactor? factor = Network.LossFactor;
        double penaltyValue = penalty.Value(Network.Parameters);
        batchStep.Propagate(batch, PassMode.Training, (float)((factor?.Value ?? 1) / weightSum));
        optimizerState.BeginStep(learningRate);
        batchStep.Gradient();
        double mean = batchStep.LossSum / weightSum;
        long clamped = batchStep.Clamped;
        if (factor is { } active)
        {
            gradient.Span[^2] = (float)(mean * active.ByScale);
            gradient.Span[^1] = (float)(mean * active.ByBias);
            clamped = active.Clamped ? 1 : 0;
        }

        double norm = update.Run();
        return new StepResult((mean * (factor?.Value ?? 1)) + penaltyValue, norm, clamped);
    }

    private double CheckBatch(Batch<float> batch)
    {
        if (batch.FeatureCount != FeatureCount || batch.TargetWidth != TargetWidth)
        {
            CheckWidths(batch.FeatureCount, batch.TargetWidth);
        }

        return BatchWeight.Total(batch);
    }
}
