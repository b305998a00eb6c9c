using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Benchmarks.Cases;

/// <summary>The steps that are measured.</summary>
internal static class CaseCatalog
{
    private static readonly Shape Table = Shape.Vector(30);
    private static readonly int[] OtherBatches = [100, 37, 1, 1024];
    private static readonly Shape Digit = Shape.Vector(784);

    /// <summary>The four networks that the project's goals speak of.</summary>
    public static IReadOnlyList<BenchmarkCase> Goals { get; } =
    [
        new() { Name = "30-32-1", Network = Perceptron(Table, 32), Goal = 35 },
        new() { Name = "30-64-32-1", Network = Perceptron(Table, 64, 32), Goal = 20 },
        new() { Name = "784-500-300-1", Network = Perceptron(Digit, 500, 300), Goal = 2.5 },
        new() { Name = "cnn", Network = Convolutional(), Goal = 2 },
    ];

    /// <summary>All cases: the goals; batches that fill no panel; a softmax; dropout; batch normalization.</summary>
    public static IReadOnlyList<BenchmarkCase> All { get; } =
    [
        .. Goals,
        .. Batches("30-64-32-1", Perceptron(Table, 64, 32)),
        .. Batches("784-500-300-1", Perceptron(Digit, 500, 300)),
        .. Batches("cnn", Convolutional()).Take(2),
        new() { Name = "784-500-300-10-softmax", Network = Classifier(), Loss = new SoftmaxCrossEntropy() },
        new() { Name = "30-64-32-1-dropout", Network = Between(new Dropout(0.2)) },
        new() { Name = "30-64-32-1-batchnorm", Network = Between(new BatchNormalization()) },
    ];

    /// <summary>The cases of the given names; the goals where none is given.</summary>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static IReadOnlyList<BenchmarkCase> Select(IReadOnlyList<string> names) =>
        names.Count == 0 ? Goals : names is ["all"] ? All : [.. names.Select(Find)];

    /// <summary>The case of a name.</summary>
    /// <exception cref="ArgumentException">The name is unknown.</exception>
    public static BenchmarkCase Find(string name) =>
        All.FirstOrDefault(candidate => candidate.Name == name)
        ?? throw new ArgumentException($"There is no case '{name}'. The cases are: {string.Join(", ", All.Select(c => c.Name))}, and all.");

    private static IEnumerable<BenchmarkCase> Batches(string name, NetworkDefinition network) =>
        OtherBatches.Select(rows => new BenchmarkCase { Name = $"{name}-batch{rows}", Network = network, BatchSize = rows });

    private static NetworkDefinition Perceptron(Shape input, params int[] hidden) => new()
    {
        Input = input,
        Layers = [.. hidden.Select(units => new Dense(units, new Relu())), new Dense(1, new Tanh())],
        Neuron = new SkipNeuron(),
    };

    private static NetworkDefinition Convolutional() => new()
    {
        Input = new Shape(3, 28, 28),
        Layers =
        [
            new Convolution2D(32, 3, 3, new Relu()) { Padding = Padding.Same },
            new Convolution2D(32, 3, 3, new Relu()) { Padding = Padding.Valid },
            new MaxPooling2D(2),
            new Flatten(),
            new Dense(10, new Relu()),
            new Dense(1, new Tanh()),
        ],
        Neuron = new SkipNeuron(),
    };

    private static NetworkDefinition Classifier() => new()
    {
        Input = Digit,
        Layers = [new Dense(500, new Relu()), new Dense(300, new Relu()), new Dense(10, new Identity())],
        Neuron = new SkipNeuron(),
    };

    private static NetworkDefinition Between(LayerDefinition extra) => new()
    {
        Input = Table,
        Layers = [new Dense(64, new Relu()), extra, new Dense(32, new Relu()), extra, new Dense(1, new Tanh())],
        Neuron = new SkipNeuron(),
    };
}
