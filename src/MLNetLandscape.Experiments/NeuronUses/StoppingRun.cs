using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Experiments.NeuronUses;

/// <summary>One training under a stopping rule.</summary>
internal sealed class StoppingRun(UseTrialSettings settings, TrialContext context)
{
    internal const int Patience = 30;
    internal const double LeastFall = 1e-4;
    internal const int TrainingRows = 200;
    private const int TestRows = 2000;

    /// <summary>Trains.</summary>
    public UseTrialResult Run()
    {
        NetworkDefinition definition = new()
        {
            Input = Shape.Vector(2),
            Layers = settings.Problem == StoppingProblem.LinearXor
                ? [new Dense(1, new Identity())]
                : [new Dense(24, new Relu()), new Dense(24, new Relu()), new Dense(1, new Identity())],
            Neuron = new SkipNeuron(),
        };
        Dataset<float>? validation = settings.Rule == StoppingRule.ValidationLoss ? Draw(TrainingRows, 1) : null;
        using HingeTraining training = new(context, definition, Draw(TrainingRows, 0), validation, settings.Epochs, Rule());
        TrainingResult result = training.Result;
        Evaluation test = training.Evaluate(Draw(TestRows, 2));
        return new UseTrialResult
        {
            Score = test.Metric,
            Count = result.History.Count,
            Kept = result.KeptEpoch,
            Loss = test.Loss,
            BaseLoss = test.BaseLoss,
            Scale = Math.Abs(test.Neuron!.Scale),
            LargestTerm = test.Neuron.LargestTerm,
            Warned = result.Message is not null,
        };
    }

    private EarlyStopping? Rule() => settings.Rule switch
    {
        StoppingRule.ValidationLoss => new EarlyStopping { Patience = Patience },
        StoppingRule.NeuronScale => new EarlyStopping { Patience = Patience, Monitor = MonitoredFigure.NeuronScale, MinimumImprovement = LeastFall },
        _ => null,
    };

    private Dataset<float> Draw(int rows, int stream)
    {
        RandomSource random = new RandomSource(context.Seed).Split(RandomPurpose.Data, stream);
        float[] features = new float[2 * rows];
        float[] targets = new float[rows];
        for (int i = 0; i < rows; i++)
        {
            (features[2 * i], features[(2 * i) + 1], targets[i]) = settings.Problem switch
            {
                StoppingProblem.LinearXor => Xor(ref random),
                StoppingProblem.NoisyMoons => Moon(ref random, i % 2 == 0, 0.35),
                _ => Moon(ref random, i % 2 == 0, 0.1),
            };
        }

        return new Dataset<float> { Features = features, Targets = targets, Rows = rows };
    }

    private static (float X, float Y, float Label) Xor(ref RandomSource random)
    {
        (double x, double y) = ((2 * random.NextInt32(2)) - 1, (2 * random.NextInt32(2)) - 1);
        return ((float)(x + (0.2 * random.NextNormal())), (float)(y + (0.2 * random.NextNormal())), (float)(x * y));
    }

    private static (float X, float Y, float Label) Moon(ref RandomSource random, bool upper, double noise)
    {
        double angle = Math.PI * random.NextDouble();
        double x = upper ? Math.Cos(angle) : 1 - Math.Cos(angle), y = upper ? Math.Sin(angle) : 0.5 - Math.Sin(angle);
        return ((float)(x + (noise * random.NextNormal())), (float)(y + (noise * random.NextNormal())), upper ? 1 : -1);
    }
}
