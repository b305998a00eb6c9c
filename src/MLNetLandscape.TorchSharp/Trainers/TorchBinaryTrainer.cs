using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Tasks;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Transformers;

namespace MLNetLandscape.TorchSharp.Trainers;

/// <summary>Trains a TorchSharp module with one output to tell two classes apart.</summary>
/// <remarks>
/// Output columns: PredictedLabel (Boolean), Score (Single, unbounded) and Probability (Single), the last not from the non-calibrated variant. With the
/// logistic loss the score is the log-odds; otherwise a calibrator is fitted to the scores of the validation rows where there are any of
/// both classes, to those of the training rows otherwise.
/// </remarks>
public sealed class TorchBinaryTrainer : TorchTrainer<TorchBinaryTransformer, TorchBinaryModel>
{
    internal TorchBinaryTrainer(MLContext context, TorchBinaryOptions options, bool isCalibrated)
        : base(context, options, "TorchBinary", new BinaryTraining(isCalibrated))
    {
    }

    /// <summary>What the trainer was asked for.</summary>
    public TorchBinaryOptions Options => (TorchBinaryOptions)BaseOptions;

    private protected override TorchBinaryModel CreateModel(TorchModelParts torchParts, ModelParts parts, ScoringTask scoring) =>
        new(torchParts, parts, (BinaryScoring)scoring);

    private protected override TorchBinaryTransformer CreateTransformer(TorchBinaryModel model, DataViewType featureColumnType) =>
        new(model, featureColumnType);
}
