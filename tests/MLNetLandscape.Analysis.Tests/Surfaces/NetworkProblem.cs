using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Tests.Surfaces;

/// <summary>Networks on random data, with their objectives.</summary>
internal static class NetworkProblem
{
    public static NetworkDefinition Definition(int inputs, Activation activation, params int[] hidden) => new()
    {
        Input = Shape.Vector(inputs),
        Layers = [.. hidden.Select(units => (LayerDefinition)new Dense(units, activation)), new Dense(1, new Identity())],
    };

    public static Dataset<double> Data(int rows, int features, long seed)
    {
        double[] x = Normal(rows * features, seed);
        double[] y = [.. Normal(rows, seed + 1).Select(value => value > 0 ? 1.0 : -1)];
        return new Dataset<double> { Features = x, Targets = y, Rows = rows };
    }

    public static NetworkObjective Objective(Network<double> network, Dataset<double> data) => new(network, new Squared(), new Regularization(), data);

    public static double[] Normal(int count, long seed)
    {
        RandomSource random = new RandomSource(seed).Split(RandomPurpose.Data);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = random.NextNormal();
        }

        return values;
    }
}
