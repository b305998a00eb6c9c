using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Training;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Training;

/// <content>The training step.</content>
public sealed partial class TorchEngine
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch has no rows, no weight, other widths than the module, or a target that is no class.</exception>
    /// <exception cref="InvalidOperationException">LibTorch refused a step of the module; the message says which batch, and why.</exception>
    public StepResult TakeStep(Batch<float> batch, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(batch);
        double weightSum = CheckBatch(batch);
        using ThreadCount threads = ThreadCount.Use(options.Threads);
        using GeneratorLease? lease = options.DrawsRandomNumbers ? GeneratorLease.Take(epochRandom.Split(RandomPurpose.Dropout, step).Key) : null;
        step++;
        using DisposeScope scope = torch.NewDisposeScope();
        EnterTrainingMode(batch.Rows);
        observation.Begin(withLargest: false);
        try
        {
            Tensor value = objective.Penalty.AddTo(DataTerm(batch, weightSum));
            IReadOnlyList<Tensor> gradients = GradientTape.Gradients(value, objective.Tensors, keepGraph: false);
            double norm = Clip(ref gradients);
            update.Step(gradients, learningRate);
            return new StepResult(value.ToNumber(), norm, observation.Clamped);
        }
        catch (ExternalException exception)
        {
            throw Refused(exception, batch.Rows);
        }
        finally
        {
            observation.End();
        }
    }

    private static InvalidOperationException Refused(ExternalException exception, int rows) => new(
        $"LibTorch refused a training step on a batch of {rows} rows: {FirstLine.Of(exception)}. Check what the module does in training mode.",
        exception);

    /// <summary>Training mode; on a single row batch normalization of vectors stays at its running figures, since the variance of one number is none.</summary>
    private void EnterTrainingMode(int rows)
    {
        Module.train();
        if (rows == 1)
        {
            normalizations.ForEach(normalization => normalization.eval());
        }
    }

    private Tensor DataTerm(Batch<float> batch, double weightSum)
    {
        Tensor input = ModuleProbe.CreateInput<float>(batch.Features, batch.Rows, rowShape, device);
        Tensor targets = TensorNumbers.Create<float>(batch.Targets, [batch.Rows, TargetWidth], device);
        Tensor? weights = batch.Weights.ContainsAnyExcept(1f) ? TensorNumbers.Create<float>(batch.Weights, [batch.Rows], device) : null;
        return objective.DataTerm(input, targets, weights, weightSum);
    }

    /// <summary>Scales the gradient down to the norm asked for.</summary>
    /// <returns>The norm before; not a number where nobody clips.</returns>
    private double Clip(ref IReadOnlyList<Tensor> gradients)
    {
        if (options.GradientClipNorm is not double limit)
        {
            return double.NaN;
        }

        double sum = 0;
        foreach (Tensor gradient in gradients)
        {
            sum += gradient.to(ScalarType.Float64).Squared().sum().ToNumber();
        }

        double norm = Math.Sqrt(sum);
        if (norm > limit)
        {
            gradients = [.. gradients.Select(gradient => gradient.Times(limit / norm))];
        }

        return norm;
    }

    private double CheckBatch(Batch<float> batch)
    {
        if (batch.FeatureCount != FeatureCount || batch.TargetWidth != TargetWidth)
        {
            CheckWidths(batch.FeatureCount, batch.TargetWidth);
        }

        if (loss.Target == TargetKind.ClassIndex)
        {
            CheckClasses(batch.Targets);
        }

        return BatchWeight.Total(batch);
    }

    private void CheckClasses(ReadOnlySpan<float> targets)
    {
        foreach (float target in targets)
        {
            if (!(target >= 0 && target < outputs && float.IsInteger(target)))
            {
                throw new ArgumentException(
                    $"A target of {loss.GetType().Name} must be a class index from 0 to {outputs - 1}, but was {target}. Number the classes from 0.");
            }
        }
    }
}
