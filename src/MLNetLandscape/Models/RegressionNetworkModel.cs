using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Onnx;
using MLNetLandscape.Data;
using MLNetLandscape.Tasks;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Models;

/// <summary>A network for a real number. The score is its output, scaled back to the label's unit.</summary>
public sealed class RegressionNetworkModel : NetworkModel
{
    private readonly RegressionScoring scoring;

    internal RegressionNetworkModel(Network<float> network, ModelParts parts, RegressionScoring scoring)
        : base(network, parts, scoring) => this.scoring = scoring;

    /// <summary>The scaling of the label that the network was trained on.</summary>
    public LabelScaling LabelScaling => scoring.LabelScaling;

    /// <summary>The model without the exponential neuron: what one deploys, since at a minimum the neuron is silent.</summary>
    public RegressionNetworkModel Stripped() => new(Network.Stripped(), Parts, scoring);

    internal override OnnxOptions Complete(OnnxOptions options) =>
        options with { ScoreScaling = options.ScoreScaling ?? new OnnxScoreScaling(LabelScaling.Mean, LabelScaling.Deviation) };

    internal override ITransformer CreateTransformer() => RegressionNetworkTransformer.Of(this);
}
