using MLNetLandscape.Models;

namespace MLNetLandscape.Transformers;

/// <summary>Adds PredictedLabel, Score and, where the model is calibrated, Probability.</summary>
public sealed class BinaryNetworkTransformer : LandscapeTransformer<BinaryNetworkModel>
{
    internal BinaryNetworkTransformer(BinaryNetworkModel model, DataViewType? featureColumnType)
        : base(model, featureColumnType)
    {
    }

    /// <summary>A transformer that scores with a model, say one without its neuron.</summary>
    public static BinaryNetworkTransformer Of(BinaryNetworkModel model) => new(model, null);
}
