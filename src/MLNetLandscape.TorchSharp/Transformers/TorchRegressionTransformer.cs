using Microsoft.ML.Data;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.TorchSharp.Transformers;

/// <summary>Adds Score, the predicted number.</summary>
public sealed class TorchRegressionTransformer : LandscapeTransformer<TorchRegressionModel>
{
    internal TorchRegressionTransformer(TorchRegressionModel model, DataViewType? featureColumnType)
        : base(model, featureColumnType)
    {
    }

    /// <summary>A transformer that scores with a model, say a loaded one on another device.</summary>
    public static TorchRegressionTransformer Of(TorchRegressionModel model) => new(model, null);
}
