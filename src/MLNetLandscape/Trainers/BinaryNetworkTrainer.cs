using MLNetLandscape.Calibration;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Schemas;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Trainers;

/// <summary>Trains a network to tell two classes apart.</summary>
/// <remarks>
/// Output columns: PredictedLabel (Boolean), Score (Single, unbounded) and Probability (Single, calibrated), the last not from the non-calibrated
/// variant. The calibrator is fitted to the scores of the validation rows where there are any, to those of the training rows otherwise; with the
/// logistic loss the score is the log-odds, and no fit is needed.
/// </remarks>
public sealed class BinaryNetworkTrainer : NetworkTrainer<BinaryNetworkTransformer, BinaryNetworkModel>
{
    private readonly bool isCalibrated;

    internal BinaryNetworkTrainer(MLContext context, BinaryNetworkOptions options, bool isCalibrated)
        : base(context, options, "BinaryNetwork", isCalibrated ? SchemaTwin.CalibratedBinary : SchemaTwin.Binary)
    {
        this.isCalibrated = isCalibrated;
    }

    /// <summary>What the trainer was asked for.</summary>
    public BinaryNetworkOptions Options => (BinaryNetworkOptions)BaseOptions;

    private protected override LearningTask Task => LearningTask.Binary;

    private protected override LabelKind LabelKind { get; } = new BooleanLabel();

    private protected override int CountOutputs(DataViewSchema.Column label) => 1;

    private protected override BinaryNetworkModel CreateModel(NetworkModelParts parts, TrainingRows rows, DataViewSchema.Column label) =>
        new(parts, !isCalibrated ? null : parts.Loss is Logistic ? PlattScaling.LogOdds : ScoreCalibration.Fit(parts.Network, rows.Validation ?? rows.Training));

    private protected override BinaryNetworkTransformer CreateTransformer(BinaryNetworkModel model, DataViewType featureColumnType) =>
        new(model, featureColumnType);
}
