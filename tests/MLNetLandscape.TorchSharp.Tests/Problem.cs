using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.TorchSharp.Tests;

/// <summary>Networks and data for comparisons with the core.</summary>
internal static class Problem
{
    public static readonly (string Name, Loss Loss, int Outputs)[] Losses =
    [
        ("hinge3", new PolynomialHinge(3), 1),
        ("hinge5", new PolynomialHinge(5), 1),
        ("logistic", new Logistic(), 1),
        ("squared", new Squared(), 2),
        ("huber", new Huber(0.5), 2),
        ("softmax", new SoftmaxCrossEntropy(), 3),
        ("one-hot", new OneHotSquared(), 3),
        ("brier", new OneHotSquared(AppliesSoftmax: true), 3),
    ];

    public static readonly (string Name, NeuronDefinition? Neuron)[] Neurons =
    [
        ("plain", null),
        ("skip", new SkipNeuron()),
        ("monomial", new MonomialNeuron(3)),
        ("layerwise", new LayerwiseNeurons()),
        ("factor", new LossFactorNeuron()),
    ];

    public static Loss LossOf(string name) => Losses.Single(entry => entry.Name == name).Loss;

    public static int OutputsOf(string name) => Losses.Single(entry => entry.Name == name).Outputs;

    public static NeuronDefinition? NeuronOf(string name) => Neurons.Single(entry => entry.Name == name).Neuron;

    public static NetworkDefinition Dense(int outputs, NeuronDefinition? neuron = null) => new()
    {
        Input = Shape.Vector(5),
        Layers = [new Dense(7, new Tanh()), new Dense(6, new LeakyRelu(0.15)), new Dense(outputs, new Identity())],
        Neuron = neuron,
    };

    public static NetworkDefinition Convolutional(int outputs, NeuronDefinition? neuron = null) => new()
    {
        Input = new Shape(2, 7, 6),
        Layers =
        [
            new Convolution2D(4, 3, 3, new Tanh()) { Padding = Core.Layers.Padding.Same },
            new Convolution2D(3, 3, 3, new Relu()),
            new MaxPooling2D(2),
            new Flatten(),
            new Dense(5, new Sigmoid()),
            new Dense(outputs, new Identity()),
        ],
        Neuron = neuron,
    };

    public static Dataset<float> Data(int rows, int features, Loss loss, int outputs, bool weighted = false, long seed = 3)
    {
        RandomSource random = new(seed);
        int width = loss.GetTargetWidth(outputs);
        float[] x = new float[rows * features];
        float[] y = new float[rows * width];
        float[] weights = new float[rows];
        foreach (ref float value in x.AsSpan())
        {
            value = (float)random.NextNormal();
        }

        for (int i = 0; i < y.Length; i++)
        {
            y[i] = loss.Target switch
            {
                TargetKind.Sign => x[i * features] + x[(i * features) + 1] > 0 ? 1 : -1,
                TargetKind.ClassIndex => random.NextInt32(outputs),
                _ => (float)random.NextNormal(),
            };
        }

        foreach (ref float value in weights.AsSpan())
        {
            value = 0.5f + (float)random.NextDouble();
        }

        return new Dataset<float> { Rows = rows, Features = x, Targets = y, Weights = weighted ? weights : default(ReadOnlyMemory<float>?) };
    }
}
