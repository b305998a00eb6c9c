using MLNetLandscape.Core.Networks;
using MLNetLandscape.Models;
using MLNetLandscape.Tasks;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Trainers;

/// <summary>Trains a network to tell two classes apart.</summary>
/// <remarks>
/// Output columns: PredictedLabel (Boolean), Score (Single, unbounded) and Probability (Single, calibrated), the last not from the non-calibrated
/// variant. The calibrator is fitted to the scores of the validation rows where there are any of both classes, to those of the training rows otherwise;
/// with the logistic loss the score is the log-odds, and no fit is needed.
/// </remarks>
public sealed class BinaryNetworkTrainer : NetworkTrainer<BinaryNetworkTransformer, BinaryNetworkModel>
{
    internal BinaryNetworkTrainer(MLContext context, BinaryNetworkOptions options, bool isCalibrated)
        : base(context, options, "BinaryNetwork", new BinaryTraining(isCalibrated))
    {
    }

    /// <summary>What the trainer was asked for.</summary>
    public BinaryNetworkOptions Options => (BinaryNetworkOptions)BaseOptions;

    private protected override BinaryNetworkModel CreateModel(Network<float> network, ModelParts parts, ScoringTask scoring) =>
        new(network, parts, (BinaryScoring)scoring);

    private protected override BinaryNetworkTransformer CreateTransformer(BinaryNetworkModel model, DataViewType featureColumnType) =>
        new(model, featureColumnType);
}
