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

    /// <summary>The names of all cases, with a Hessian if asked; one stand-in where the file is not on this machine, so that the skip is reported.</summary>
    public static IReadOnlyList<string> Names(bool withHessian)
    {
        if (!File.Exists(FilePath))
        {
            return ["(the file is absent)"];
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(FilePath));
        return
        [
            .. document.RootElement.GetProperty("cases").EnumerateArray()
                .Where(oracle => !withHessian || oracle.TryGetProperty("hessian", out _))
                .Select(oracle => oracle.GetProperty("name").GetString()!),
        ];
    }

    /// <summary>Reads a case, or skips the test where the file is not on this machine.</summary>
    public static NetworkOracle Read(string name)
    {
        if (!File.Exists(FilePath))
        {
            Assert.Skip($"{FilePath} is not on this machine. Set MLNETLANDSCAPE_ORACLES to the folder that holds it.");
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(FilePath));
        return new NetworkOracle(document.RootElement.GetProperty("cases").EnumerateArray().Single(oracle => oracle.GetProperty("name").GetString() == name));
    }

    public NetworkObjective CreateObjective(int chunkRows = NetworkObjective.DefaultChunkRows) =>
        new(Network<double>.Create(Definition, seed: 1), Loss, new Regularization { Lambda = Lambda }, Data, chunkRows);

    private static string FilePath => Path.Combine(Folder(), "networks.json");

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
        "tanh" => new Tanh(),
        "sigmoid" => new Sigmoid(),
        "softplus" => new Softplus(),
        _ when Setting(name, "leaky_relu_") is { } slope => new LeakyRelu(slope),
        _ => throw new InvalidOperationException($"Unknown activation '{name}'."),
    };

    private static Loss LossOf(string name) => name switch
    {
        "logistic" => new Logistic(),
        "squared" => new Squared(),
        "softmax_cross_entropy" => new SoftmaxCrossEntropy(),
        _ when Setting(name, "polynomial_hinge_") is { } power => new PolynomialHinge((int)power),
        _ when Setting(name, "huber_") is { } threshold => new Huber(threshold),
        _ => throw new InvalidOperationException($"Unknown loss '{name}'."),
    };

    /// <summary>The number behind a prefix, as in "huber_0.5"; null where the name does not begin so.</summary>
    private static double? Setting(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) ? double.Parse(name.AsSpan(prefix.Length)) : null;
}
