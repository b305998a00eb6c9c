using MLNetLandscape.Core.Data;
using MLNetLandscape.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Schemas;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Trainers;

/// <summary>Trains a network to tell several classes apart.</summary>
/// <remarks>
/// The label is a key, whose count is the number of classes, so that the folds of a cross-validation agree. Output columns: PredictedLabel (a key with
/// the label's values) and Score (a vector of Single: the class probabilities, which sum to 1).
/// </remarks>
public sealed class MulticlassNetworkTrainer : NetworkTrainer<MulticlassNetworkTransformer, MulticlassNetworkModel>
{
    internal MulticlassNetworkTrainer(MLContext context, MulticlassNetworkOptions options)
        : base(context, options, "MulticlassNetwork", SchemaTwin.Multiclass)
    {
    }

    /// <summary>What the trainer was asked for.</summary>
    public MulticlassNetworkOptions Options => (MulticlassNetworkOptions)BaseOptions;

    private protected override LearningTask Task => LearningTask.Multiclass;

    private protected override LabelKind LabelKind { get; } = new KeyLabel();

    private protected override int CountOutputs(DataViewSchema.Column label) => KeyLabel.CountClasses(label);

    private protected override MulticlassNetworkModel CreateModel(NetworkModelParts parts, TrainingRows rows, DataViewSchema.Column label) =>
        new(parts, KeyValueSet.Of(label));

    private protected override MulticlassNetworkTransformer CreateTransformer(MulticlassNetworkModel model, DataViewType featureColumnType) =>
        new(model, featureColumnType);
}
