using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Benchmarks.Cases;

/// <summary>Writes a case for the peer: NAME.json describes network, loss and step; NAME.bin holds the starting parameters and the data as little-endian singles.</summary>
internal static class CaseFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes both files and returns the path of the description.</summary>
    public static string Write(string folder, BenchmarkCase benchmark, CaseData data)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, benchmark.Name + ".json");
        File.WriteAllText(path, Describe(benchmark, data).ToJsonString(Indented));
        using FileStream numbers = File.Create(Path.Combine(folder, benchmark.Name + ".bin"));
        numbers.Write(MemoryMarshal.AsBytes(data.Parameters.AsSpan()));
        numbers.Write(MemoryMarshal.AsBytes(data.Features.AsSpan()));
        numbers.Write(MemoryMarshal.AsBytes(data.Targets.AsSpan()));
        return path;
    }

    private static JsonObject Describe(BenchmarkCase benchmark, CaseData data) => new()
    {
        ["name"] = benchmark.Name,
        ["input"] = new JsonArray(benchmark.Network.Input.Channels, benchmark.Network.Input.Height, benchmark.Network.Input.Width),
        ["layers"] = new JsonArray([.. benchmark.Network.Layers.Select(Describe)]),
        ["neuron"] = benchmark.Network.Neuron is null ? null : "skip",
        ["maximum_exponent"] = (benchmark.Network.Neuron as SkipNeuron)?.MaximumExponent,
        ["loss"] = benchmark.Loss is SoftmaxCrossEntropy ? "softmax" : "hinge3",
        ["neuron_lambda"] = BenchmarkCase.Penalties.Lambda,
        ["learning_rate"] = BenchmarkCase.LearningRate,
        ["batch"] = benchmark.BatchSize,
        ["batches"] = BenchmarkCase.Batches,
        ["precision"] = "single",
        ["outputs"] = data.Outputs,
        ["parameter_count"] = data.Parameters.Length,
        ["feature_count"] = benchmark.Network.Input.Size,
        ["target_width"] = data.Targets.Length / benchmark.Rows,
        ["data"] = benchmark.Name + ".bin",
    };

    private static JsonNode Describe(LayerDefinition layer) => layer switch
    {
        Dense dense => new JsonObject { ["kind"] = "dense", ["units"] = dense.Units, ["activation"] = Name(dense.Activation) },
        Convolution2D convolution => new JsonObject
        {
            ["kind"] = "convolution",
            ["filters"] = convolution.Filters,
            ["kernel"] = convolution.KernelHeight,
            ["padding"] = convolution.Padding == Padding.Same ? "same" : "valid",
            ["activation"] = Name(convolution.Activation),
        },
        MaxPooling2D pooling => new JsonObject { ["kind"] = "max_pooling", ["size"] = pooling.Size },
        Flatten => new JsonObject { ["kind"] = "flatten" },
        Dropout dropout => new JsonObject { ["kind"] = "dropout", ["rate"] = dropout.Rate },
        BatchNormalization batch =>
            new JsonObject { ["kind"] = "batch_normalization", ["momentum"] = batch.Momentum, ["epsilon"] = batch.Epsilon },
        _ => throw new NotSupportedException($"The peer knows no layer of type {layer.GetType().Name}: add it to torch_network.py and here."),
    };

    private static string Name(Activation activation) => activation switch
    {
        Relu => "relu",
        Tanh => "tanh",
        Sigmoid => "sigmoid",
        Softplus => "softplus",
        Identity => "identity",
        _ => throw new NotSupportedException($"The peer knows no activation of type {activation.GetType().Name}: add it to torch_network.py and here."),
    };
}
