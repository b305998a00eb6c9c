using System.Reflection;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Onnx;

/// <summary>Exports models as ONNX files, which onnxruntime and many others run without .NET.</summary>
/// <remarks>
/// <para>The graph has one input, [N, d] single-precision features, with a free number of rows N, and the outputs of <see cref="OnnxNames"/>:
/// Score always; PredictedLabel for classes; Probability for two classes where there is a calibration or the loss is logistic;
/// Probabilities for more. It computes what the network computes in inference, the exponential neuron with its clamp included; for the network
/// without the neuron, export <see cref="Network{T}.Stripped"/>.</para>
/// <para>Names of features and classes are in the file's metadata, as JSON arrays. The same model and options give the same bytes.</para>
/// <para>Source of the format: onnx.proto and the operator specifications, github.com/onnx/onnx.</para>
/// </remarks>
public static class OnnxModel
{
    /// <summary>Protocol buffers allow no longer message.</summary>
    private const long MaximumLength = int.MaxValue;

    /// <summary>The version of the model within its domain; there is one of each.</summary>
    private const int ModelVersion = 1;

    /// <summary>Writes a model to a file, atomically.</summary>
    /// <param name="path">The file, by custom with the extension .onnx.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">The model's parts do not fit together, a part has no ONNX form, or an option is out of range.</exception>
    /// <exception cref="IOException">The path cannot be written; no partial file remains.</exception>
    public static void Write(string path, SavedModel model, OnnxOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ProtobufMessage message = Create(model, options ?? new OnnxOptions());
        AtomicFile.Write(path, message.WriteTo);
    }

    /// <summary>Writes a model to a stream.</summary>
    /// <param name="destination">The stream; it stays open.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">The model's parts do not fit together, a part has no ONNX form, or an option is out of range.</exception>
    public static void Write(Stream destination, SavedModel model, OnnxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Create(model, options ?? new OnnxOptions()).WriteTo(destination);
    }

    /// <summary>The version of the file format that came with an operator set.</summary>
    private static int IrVersion(int opset) => opset < 15 ? 7 : 8;

    /// <summary>The message ModelProto.</summary>
    private static ProtobufMessage Create(SavedModel model, OnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        OnnxRules.Check(model, options);
        CheckLength(((long)model.Parameters.Length + model.State.Length) * sizeof(float));
        ProtobufMessage message = new ProtobufMessage()
            .Add(1, IrVersion(options.Opset))
            .Add(2, "MLNetLandscape")
            .Add(3, ProducerVersion)
            .Add(5, ModelVersion)
            .Add(6, OnnxMetadata.Describe(model))
            .Add(7, CreateGraph(model, options).ToMessage("network"))
            .Add(8, new ProtobufMessage().Add(1, "").Add(2, options.Opset))
            .Add(14, OnnxMetadata.Entries(model));
        CheckLength(message.Length);
        return message;
    }

    private static OnnxGraph CreateGraph(SavedModel model, OnnxOptions options)
    {
        NetworkPlan plan = new(model.Network);
        OnnxGraph graph = new();
        HeadExport head = new(graph, model, options);
        graph.AddInput(options.InputName, model.Network.Input.Size, OnnxMetadata.DescribeInput(model, options));
        head.Declare(plan.OutputShape.Size);

        OnnxValue input = new(options.InputName, model.Network.Input, IsImage: false);
        if (options.IncludeStandardization && model.Standardizer is not null)
        {
            input = StandardizerExport.Write(graph, model.Standardizer, input);
        }

        LayerExport layers = new(graph);
        OnnxValue value = input;
        for (int i = 0; i < plan.Layers.Count; i++)
        {
            value = layers.Write(
                plan.Layers[i], OnnxScope.Layer(i), value, model.Parameters.AsSpan(plan.Parameters(i)), model.State.AsSpan(plan.State(i)));
        }

        value = layers.AsMatrix(OnnxScope.Layer(plan.Layers.Count - 1), value) with { Shape = Shape.Vector(plan.OutputShape.Size) };
        head.Write(NeuronExport.Write(graph, model.Network.Neuron, input, value, model.Parameters.AsSpan(plan.NeuronOffset)));
        return graph;
    }

    private static string ProducerVersion =>
        typeof(OnnxModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    private static void CheckLength(long length)
    {
        if (length > MaximumLength)
        {
            throw new ArgumentException(
                $"An ONNX file must be at most {MaximumLength} bytes, but this one would be {length} or more. Export a smaller network, or keep the model file.");
        }
    }
}
