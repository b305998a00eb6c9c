using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Pretraining;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.SupervisedPretraining;

/// <summary>Grows a network, and trains it where asked for.</summary>
internal static class PretrainingTrial
{
    public static PretrainingTrialResult Run(PretrainingTrialSettings settings, TrialContext context)
    {
        Dataset<double> data = settings.Part == PretrainingExperiment.GaussianPart
            ? PretrainingData.Gaussians(settings.Rows)
            : PretrainingData.Sines(settings.Rows, context.Seed);
        PretrainingResult grown = Grow(settings, data, context);
        return new PretrainingTrialResult(
            [.. grown.Steps.Select(step => step.SumOfSquares)],
            [.. grown.Steps.Select(step => step.Neurons)],
            grown.Rejected,
            grown.Steps.Sum(step => step.Changed),
            settings.TrainingIterations == 0 ? null : Train(grown.Network, data, settings.TrainingIterations, context));
    }

    private static PretrainingResult Grow(PretrainingTrialSettings settings, Dataset<double> data, TrialContext context)
    {
        Activation activation = settings.IsRelu ? new Relu() : new Tanh();
        NeuronSearch search = new() { Changes = settings.Changes };
        return settings.Layers == 1
            ? new ShallowPretraining { Units = settings.Units, Activation = activation, ReadoutBias = false, Search = search }
                .Run(data, context.Seed, context.Cancellation)
            : new DeepPretraining
            {
                Layers = settings.Layers,
                UnitsPerLayer = settings.Units,
                ConnectInputs = settings.ConnectInputs,
                Activation = activation,
                ReadoutBias = false,
                Search = search,
            }.Run(data, context.Seed, context.Cancellation);
    }

    private static PretrainingComparison Train(Network<double> network, Dataset<double> data, int iterations, TrialContext context)
    {
        NetworkObjective objective = new(network, new Squared(), new Regularization(), data);
        LimitedMemoryBfgs method = new() { MaximumIterations = iterations };
        double[] random = new double[objective.Dimension];
        RandomSource source = new RandomSource(context.Seed).Split(RandomPurpose.Initialization, 1);
        foreach (ref double weight in random.AsSpan())
        {
            weight = source.NextNormal();
        }

        double factor = 2 * objective.WeightSum;
        return new PretrainingComparison(
            factor * objective.Value(network.Parameters),
            factor * method.Minimize(objective, network.Parameters, context.Cancellation).Value,
            factor * objective.Value(random),
            factor * method.Minimize(objective, random, context.Cancellation).Value);
    }
}
