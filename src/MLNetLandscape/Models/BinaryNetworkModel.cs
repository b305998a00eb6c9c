using MLNetLandscape.Calibration;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Onnx;
using MLNetLandscape.Tasks;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Models;

/// <summary>A network for two classes. Its output is the score; above 0 it predicts true.</summary>
public sealed class BinaryNetworkModel : NetworkModel
{
    private readonly BinaryScoring scoring;

    internal BinaryNetworkModel(Network<float> network, ModelParts parts, BinaryScoring scoring)
        : base(network, parts, scoring) => this.scoring = scoring;

    /// <summary>What turns scores into probabilities; null in a model without Probability.</summary>
    public PlattScaling? Calibrator => scoring.Calibrator;

    /// <summary>The model without the exponential neuron: what one deploys, since at a minimum the neuron is silent. The calibrator stays.</summary>
    public BinaryNetworkModel Stripped() => new(Network.Stripped(), Parts, scoring);

    internal override OnnxOptions Complete(OnnxOptions options) => Calibrator is null
        ? options
        : options with { Calibration = options.Calibration ?? new OnnxCalibration(Calibrator.Slope, Calibrator.Offset) };

    internal override ITransformer CreateTransformer() => BinaryNetworkTransformer.Of(this);
}
