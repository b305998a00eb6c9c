using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Experiments.NeuronUses;

/// <summary>A recurrent network that must remember: the label of a sequence is the sign of its first number times its last.</summary>
internal sealed class RecurrentRun(UseTrialSettings settings, TrialContext context)
{
    internal const int Steps = 6;
    internal const int Units = 12;
    internal const int TrainingRows = 400;
    internal const int ValidationRows = 400;

    /// <summary>Trains.</summary>
    public UseTrialResult Run()
    {
        NetworkDefinition definition = new()
        {
            Input = Shape.Vector(Steps),
            Layers = [new Elman(Steps, Units, new Tanh()), new Dense(1, new Identity())],
            Neuron = settings.HasNeuron ? new SkipNeuron() : null,
        };
        using HingeTraining training = new(context, definition, Draw(TrainingRows, 0), Draw(ValidationRows, 1), settings.Epochs);
        IReadOnlyList<EpochRecord> history = training.Result.History;
        EpochRecord best = history.MaxBy(record => record.Validation!.Metric)!, last = history[^1];
        return new UseTrialResult
        {
            Score = best.Validation!.Metric,
            Count = best.Epoch,
            Kept = last.Epoch,
            Loss = last.Training!.Loss,
            BaseLoss = last.Training.BaseLoss,
            Scale = Math.Abs(last.Training.Neuron?.Scale ?? 0),
            LargestTerm = last.Training.Neuron?.LargestTerm ?? 0,
        };
    }

    private Dataset<float> Draw(int rows, int stream)
    {
        RandomSource random = new RandomSource(context.Seed).Split(RandomPurpose.Data, stream);
        float[] features = new float[rows * Steps];
        float[] targets = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            Span<float> sequence = features.AsSpan(row * Steps, Steps);
            foreach (ref float x in sequence)
            {
                x = (float)random.NextNormal();
            }

            targets[row] = sequence[0] * sequence[^1] > 0 ? 1 : -1;
        }

        return new Dataset<float> { Features = features, Targets = targets, Rows = rows };
    }
}
