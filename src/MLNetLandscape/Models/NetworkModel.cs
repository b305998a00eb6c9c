using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Onnx;
using MLNetLandscape.Persistence;
using MLNetLandscape.Scoring;
using MLNetLandscape.Tasks;

namespace MLNetLandscape.Models;

/// <summary>A trained network with all that scoring and analysis need.</summary>
public abstract class NetworkModel : LandscapeModel
{
    private protected NetworkModel(Network<float> network, ModelParts parts, ScoringTask scoring)
        : base(parts, scoring) => Network = network;

    /// <summary>The network, neuron included; its input is scaled by <see cref="LandscapeModel.Standardizer"/>.</summary>
    public Network<float> Network { get; }

    internal sealed override int InputSize => Network.InputSize;

    internal sealed override int OutputSize => Network.OutputSize;

    internal sealed override PayloadFormat Format => NetworkPayload.Instance;

    /// <inheritdoc/>
    public sealed override IObjective CreateObjective(IDataView data) =>
        new NetworkObjective(Network.Convert<double>(), Loss, Regularization, ReadDataset(data).Convert<double>());

    /// <summary>Writes the model as an ONNX file, which onnxruntime and many others run without .NET.</summary>
    /// <remarks>
    /// <para>Input <c>features</c> [N, d], raw, any N; outputs as <see cref="OnnxNames"/> says: Score, PredictedLabel, and Probability or
    /// Probabilities. Standardisation, the exponential neuron, calibration and the scaling of a regression's label are part of the graph.</para>
    /// <para>For several classes Score is the logits and Probabilities is what ML.NET calls Score.</para>
    /// </remarks>
    /// <param name="path">The file, by custom with the extension .onnx; it is written atomically.</param>
    /// <param name="options">Operator set, name of the input; null for the defaults (operator set 13).</param>
    /// <exception cref="ArgumentException">A part of the network has no ONNX form, or an option is out of range.</exception>
    /// <exception cref="IOException">The path cannot be written; no partial file remains.</exception>
    public void ExportOnnx(string path, OnnxOptions? options = null) =>
        OnnxModel.Write(path, NetworkPayload.ToSaved(this) with { Metadata = new Dictionary<string, string>() }, Complete(options ?? new OnnxOptions()));

    /// <summary>The options with what the task adds to the network's outputs, where they do not say otherwise.</summary>
    internal virtual OnnxOptions Complete(OnnxOptions options) => options;

    internal sealed override IRowPredictor CreatePredictor(int rowCapacity) => new NetworkPredictor(Network, rowCapacity);
}
