using System.Text.Json;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Objectives;

/// <summary>One case of networks.json: a network, its data, and the value and derivatives that PyTorch found in double precision.</summary>
public sealed class NetworkOracle
{
    private NetworkOracle(JsonElement oracle)
    {
        int[] sizes = Numbers(oracle.GetProperty("sizes")).Select(size => (int)size).ToArray();
        Activation hidden = ActivationOf(oracle.GetProperty("hidden_activation").GetString()!);
        Activation output = ActivationOf(oracle.GetProperty("output_activation").GetString()!);
        Definition = new NetworkDefinition
        {
            Input = Shape.Vector(sizes[0]),
            Layers = [.. sizes.Skip(1).Select((size, i) => new Dense(size, i == sizes.Length - 2 ? output : hidden))],
            Neuron = oracle.GetProperty("exponential_neurons").GetInt32() > 0 ? new SkipNeuron(200) : null,
        };
        Loss = LossOf(oracle.GetProperty("loss").GetString()!);
        Lambda = oracle.TryGetProperty("lambda", out JsonElement lambda) ? lambda.GetDouble() : 0;
        Data = new Dataset<double>
        {
            Rows = oracle.GetProperty("x").GetArrayLength(),
            Features = Flat(oracle.GetProperty("x")),
            Targets = Flat(oracle.GetProperty("y")),
        };
        Parameters = Flat(oracle.GetProperty("parameters"));
        Value = oracle.GetProperty("value").GetDouble();
        Gradient = Flat(oracle.GetProperty("gradient"));
        Hessian = oracle.TryGetProperty("hessian", out JsonElement hessian) ? [.. hessian.EnumerateArray().Select(Flat)] : null;
    }

    public NetworkDefinition Definition { get; }

    public Loss Loss { get; }

    public double Lambda { get; }

    public Dataset<double> Data { get; }

    public double[] Parameters { get; }

    public double Value { get; }

    public double[] Gradient { get; }

    public double[][]? Hessian { get; }

    /// <summary>Reads a case, or skips the test where the file is not on this machine.</summary>
    public static NetworkOracle Read(string name)
    {
        string path = Path.Combine(Folder(), "networks.json");
        if (!File.Exists(path))
        {
            Assert.Skip($"{path} is not on this machine. Set MLNETLANDSCAPE_ORACLES to the folder that holds it.");
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (JsonElement oracle in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (oracle.GetProperty("name").GetString() == name)
            {
                return new NetworkOracle(oracle);
            }
        }

        throw new InvalidOperationException($"{path} has no case '{name}'.");
    }

    public NetworkObjective CreateObjective(int chunkRows = NetworkObjective.DefaultChunkRows) =>
        new(Network<double>.Create(Definition, seed: 1), Loss, new Regularization { Lambda = Lambda }, Data, chunkRows);

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable("MLNETLANDSCAPE_ORACLES") is { Length: > 0 } folder)
        {
            return folder;
        }

        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "MLNetLandscape.sln")))
        {
            directory = directory.Parent;
        }

        return Path.Combine(directory?.FullName ?? ".", "..", "shared", "oracles");
    }

    private static double[] Flat(JsonElement element) => element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0 && element[0].ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().SelectMany(Numbers)]
        : [.. Numbers(element)];

    private static IEnumerable<double> Numbers(JsonElement element) => element.EnumerateArray().Select(number => number.GetDouble());

    private static Activation ActivationOf(string name) => name switch
    {
        "identity" => new Identity(),
        "relu" => new Relu(),
        "leaky_relu_0.15" => new LeakyRelu(0.15),
        "tanh" => new Tanh(),
        "sigmoid" => new Sigmoid(),
        _ => throw new InvalidOperationException($"Unknown activation '{name}'."),
    };

    private static Loss LossOf(string name) => name switch
    {
        "polynomial_hinge_3" => new PolynomialHinge(3),
        "polynomial_hinge_4" => new PolynomialHinge(4),
        "logistic" => new Logistic(),
        "squared" => new Squared(),
        "softmax_cross_entropy" => new SoftmaxCrossEntropy(),
        _ => throw new InvalidOperationException($"Unknown loss '{name}'."),
    };
}
