using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Tasks;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Transformers;

namespace MLNetLandscape.TorchSharp.Trainers;

/// <summary>Trains a TorchSharp module with one output a class to tell several classes apart.</summary>
/// <remarks>
/// The label is a key, whose count is the number of classes, so that the folds of a cross-validation agree. Output columns: PredictedLabel (a key with
/// the label's values) and Score (a vector of Single: the class probabilities, which sum to 1).
/// </remarks>
public sealed class TorchMulticlassTrainer : TorchTrainer<TorchMulticlassTransformer, TorchMulticlassModel>
{
    internal TorchMulticlassTrainer(MLContext context, TorchMulticlassOptions options)
        : base(context, options, "TorchMulticlass", new MulticlassTraining())
    {
    }

    /// <summary>What the trainer was asked for.</summary>
    public TorchMulticlassOptions Options => (TorchMulticlassOptions)BaseOptions;

    private protected override TorchMulticlassModel CreateModel(TorchModelParts torchParts, ModelParts parts, ScoringTask scoring) =>
        new(torchParts, parts, (MulticlassScoring)scoring);

    private protected override TorchMulticlassTransformer CreateTransformer(TorchMulticlassModel model, DataViewType featureColumnType) =>
        new(model, featureColumnType);
}
