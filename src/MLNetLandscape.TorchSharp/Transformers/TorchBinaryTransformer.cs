using Microsoft.ML.Data;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.TorchSharp.Transformers;

/// <summary>Adds PredictedLabel, Score and, where the model is calibrated, Probability.</summary>
public sealed class TorchBinaryTransformer : LandscapeTransformer<TorchBinaryModel>
{
    internal TorchBinaryTransformer(TorchBinaryModel model, DataViewType? featureColumnType)
        : base(model, featureColumnType)
    {
    }

    /// <summary>A transformer that scores with a model, say a loaded one on another device.</summary>
    public static TorchBinaryTransformer Of(TorchBinaryModel model) => new(model, null);
}
