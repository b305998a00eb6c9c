using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Tests;

/// <summary>A network, random data and a random point: what the tests examine.</summary>
public sealed record Problem(NetworkObjective Objective, double[] Parameters)
{
    /// <summary>Normal features, targets that the loss takes, parameters from N(0, deviation^2).</summary>
    public static Problem Random(
        NetworkDefinition definition,
        Loss loss,
        int rows,
        long seed,
        double deviation = 0.7,
        Regularization? regularization = null,
        int chunkRows = NetworkObjective.DefaultChunkRows)
    {
        RandomSource random = new RandomSource(seed).Split(RandomPurpose.Data);
        Network<double> network = Network<double>.Create(definition, seed);
        double[] features = Normal(ref random, rows * definition.Input.Size, 1);
        int width = loss.GetTargetWidth(network.OutputSize);
        double[] targets = new double[rows * width];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = loss.Target switch
            {
                TargetKind.Sign => random.NextInt32(2) == 0 ? -1 : 1,
                TargetKind.ClassIndex => random.NextInt32(network.OutputSize),
                _ => 2 * random.NextNormal(),
            };
        }

        Dataset<double> data = new() { Features = features, Targets = targets, Rows = rows };
        double[] parameters = Normal(ref random, network.Layout.Count, deviation);
        return new Problem(new NetworkObjective(network, loss, regularization ?? new Regularization { Lambda = 0.1 }, data, chunkRows), parameters);
    }

    /// <summary>A dense network of the given sizes.</summary>
    public static NetworkDefinition Dense(int[] sizes, Core.Activations.Activation hidden, NeuronDefinition? neuron = null, Core.Activations.Activation? output = null) => new()
    {
        Input = Shape.Vector(sizes[0]),
        Layers = [.. sizes.Skip(1).Select((size, i) => new Dense(size, i == sizes.Length - 2 ? output ?? new Core.Activations.Identity() : hidden))],
        Neuron = neuron,
    };

    public static double[] Normal(ref RandomSource random, int count, double deviation)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = deviation * random.NextNormal();
        }

        return values;
    }
}
