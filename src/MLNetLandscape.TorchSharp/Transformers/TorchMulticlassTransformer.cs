using Microsoft.ML.Data;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.TorchSharp.Transformers;

/// <summary>Adds PredictedLabel, a key with the label's values, and Score, the vector of class probabilities.</summary>
public sealed class TorchMulticlassTransformer : LandscapeTransformer<TorchMulticlassModel>
{
    internal TorchMulticlassTransformer(TorchMulticlassModel model, DataViewType? featureColumnType)
        : base(model, featureColumnType)
    {
    }

    /// <summary>A transformer that scores with a model, say a loaded one on another device.</summary>
    public static TorchMulticlassTransformer Of(TorchMulticlassModel model) => new(model, null);
}
