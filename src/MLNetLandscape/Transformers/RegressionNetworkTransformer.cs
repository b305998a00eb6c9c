using MLNetLandscape.Models;

namespace MLNetLandscape.Transformers;

/// <summary>Adds Score, the predicted number.</summary>
public sealed class RegressionNetworkTransformer : LandscapeTransformer<RegressionNetworkModel>
{
    internal RegressionNetworkTransformer(RegressionNetworkModel model, DataViewType? featureColumnType)
        : base(model, featureColumnType)
    {
    }

    /// <summary>A transformer that scores with a model, say one without its neuron.</summary>
    public static RegressionNetworkTransformer Of(RegressionNetworkModel model) => new(model, null);
}
