using MLNetLandscape.Core.Networks;
using MLNetLandscape.Models;
using MLNetLandscape.Tasks;
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
        : base(context, options, "MulticlassNetwork", new MulticlassTraining())
    {
    }

    /// <summary>What the trainer was asked for.</summary>
    public MulticlassNetworkOptions Options => (MulticlassNetworkOptions)BaseOptions;

    private protected override MulticlassNetworkModel CreateModel(Network<float> network, ModelParts parts, ScoringTask scoring) =>
        new(network, parts, (MulticlassScoring)scoring);

    private protected override MulticlassNetworkTransformer CreateTransformer(MulticlassNetworkModel model, DataViewType featureColumnType) =>
        new(model, featureColumnType);
}
