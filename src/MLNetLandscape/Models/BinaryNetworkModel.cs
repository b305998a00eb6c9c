using MLNetLandscape.Calibration;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Onnx;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Models;

/// <summary>A network for two classes. Its output is the score; above 0 it predicts true.</summary>
public sealed class BinaryNetworkModel : NetworkModel
{
    internal BinaryNetworkModel(NetworkModelParts parts, PlattScaling? calibrator)
        : base(parts) => Calibrator = calibrator;

    /// <inheritdoc/>
    public override LearningTask Task => LearningTask.Binary;

    /// <summary>What turns scores into probabilities; null in a model without Probability.</summary>
    public PlattScaling? Calibrator { get; }

    internal override LabelKind LabelKind { get; } = new BooleanLabel();

    /// <summary>The model without the exponential neuron: what one deploys, since at a minimum the neuron is silent. The calibrator stays.</summary>
    public BinaryNetworkModel Stripped() => new(Parts.Stripped(), Calibrator);

    internal override OnnxOptions Complete(OnnxOptions options) => Calibrator is null
        ? options
        : options with { Calibration = options.Calibration ?? new OnnxCalibration(Calibrator.Slope, Calibrator.Offset) };
}
