using MLNetLandscape.Models;

namespace MLNetLandscape.Transformers;

/// <summary>Adds PredictedLabel, a key with the label's values, and Score, the vector of class probabilities.</summary>
public sealed class MulticlassNetworkTransformer : LandscapeTransformer<MulticlassNetworkModel>
{
    internal MulticlassNetworkTransformer(MulticlassNetworkModel model, DataViewType? featureColumnType)
        : base(model, featureColumnType)
    {
    }

    /// <summary>A transformer that scores with a model, say one without its neurons.</summary>
    public static MulticlassNetworkTransformer Of(MulticlassNetworkModel model) => new(model, null);
}
