using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Onnx;
using MLNetLandscape.Data;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Models;

/// <summary>A network for a real number. The score is its output, scaled back to the label's unit.</summary>
public sealed class RegressionNetworkModel : NetworkModel
{
    internal RegressionNetworkModel(NetworkModelParts parts, LabelScaling labelScaling)
        : base(parts) => LabelScaling = labelScaling;

    /// <inheritdoc/>
    public override LearningTask Task => LearningTask.Regression;

    /// <summary>The scaling of the label that the network was trained on.</summary>
    public LabelScaling LabelScaling { get; }

    internal override LabelKind LabelKind { get; } = new SingleLabel();

    /// <summary>The model without the exponential neuron: what one deploys, since at a minimum the neuron is silent.</summary>
    public RegressionNetworkModel Stripped() => new(Parts.Stripped(), LabelScaling);

    internal override OnnxOptions Complete(OnnxOptions options) =>
        options with { ScoreScaling = options.ScoreScaling ?? new OnnxScoreScaling(LabelScaling.Mean, LabelScaling.Deviation) };

    internal override void ScaleTargets(Span<float> targets)
    {
        foreach (ref float target in targets)
        {
            target = LabelScaling.ToTarget(target);
        }
    }

    internal override void FinishScores(Span<float> outputs)
    {
        foreach (ref float output in outputs)
        {
            output = LabelScaling.ToLabel(output);
        }
    }
}
