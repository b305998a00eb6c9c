using System.Numerics.Tensors;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Core.Training;

/// <summary>A non-finite objective: where it was found, and what explains it.</summary>
internal sealed record Divergence
{
    /// <summary>From here on the largest feature shows that inputs were not scaled: standardised ones hardly exceed 10.</summary>
    private const float UnscaledFeature = 100;

    /// <summary>The epoch, from 1.</summary>
    internal required int Epoch { get; init; }

    /// <summary>Where in the epoch, as a clause: "step 3" or "the evaluation on the validation data".</summary>
    internal required string Place { get; init; }

    /// <summary>What was not finite, as a clause.</summary>
    internal required string Figure { get; init; }

    /// <summary>The learning rate of the last step.</summary>
    internal required double LearningRate { get; init; }

    /// <summary>Exponents clamped in the epoch's steps.</summary>
    internal required long ClampedExponents { get; init; }

    /// <summary>Whether the model has an exponential neuron, as far as the figures so far show.</summary>
    internal required bool HasNeuron { get; init; }

    /// <summary>The last batch.</summary>
    internal required Batch<float> Batch { get; init; }

    /// <summary>A divergence in or after an epoch's last step; <paramref name="trace"/> is the neuron's where it is known to exist.</summary>
    internal static Divergence After(EpochSteps steps, string place, string figure, NeuronTrace? trace) => new()
    {
        Epoch = steps.Epoch + 1,
        Place = place,
        Figure = figure,
        LearningRate = steps.LearningRate,
        ClampedExponents = steps.ClampedExponents,
        HasNeuron = trace is not null,
        Batch = steps.Batch,
    };

    /// <summary>The message: what, where, with which figures, the likely cause, the remedy, and what was kept.</summary>
    internal string Describe(int keptEpoch)
    {
        string kept = keptEpoch == 0 ? "The starting parameters were kept." : $"The parameters of epoch {keptEpoch} were kept.";
        return $"Training diverged in epoch {Epoch} at {Place}: {Figure} (learning rate {LearningRate}, {ClampedExponents} exponents clamped in the epoch). {Explain()} {kept}";
    }

    private string Explain()
    {
        if (FindNonFiniteInput() is string input)
        {
            return input;
        }

        float largest = Math.Abs(TensorPrimitives.MaxMagnitude<float>(Batch.Features));
        string scale = largest > UnscaledFeature ? $"the largest feature of the batch is {largest}, so standardise the features, then" : "";
        string remedy = scale.Length == 0 ? "Standardise the features if they are not, lower the learning rate, or clip the gradient norm."
            : $"Here {scale} lower the learning rate or clip the gradient norm if that is not enough.";
        return ClampedExponents > 0 || HasNeuron
            ? $"The likely cause is the exponential neuron, whose term overflows on large inputs. {remedy}"
            : $"The likely cause is a learning rate too high for the scale of the inputs. {remedy}";
    }

    private string? FindNonFiniteInput() =>
        FindNonFinite(Batch.Features, Batch.FeatureCount, "feature")
        ?? FindNonFinite(Batch.Targets, Batch.TargetWidth, "target")
        ?? FindNonFinite(Batch.Weights, 1, "weight");

    private static string? FindNonFinite(ReadOnlySpan<float> values, int width, string name)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return $"The cause is the data: in row {i / width} of the batch, {name} {i % width} is {values[i]}. Clean the data before training.";
            }
        }

        return null;
    }
}
