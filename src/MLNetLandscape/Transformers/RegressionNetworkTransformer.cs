using MLNetLandscape.Models;
using MLNetLandscape.Schemas;
using MLNetLandscape.Scoring;

namespace MLNetLandscape.Transformers;

/// <summary>Adds Score, the predicted number.</summary>
public sealed class RegressionNetworkTransformer : NetworkTransformer<RegressionNetworkModel>
{
    internal RegressionNetworkTransformer(RegressionNetworkModel model, DataViewType featureColumnType)
        : base(model, featureColumnType)
    {
    }

    /// <summary>A transformer that scores with a model, say one without its neuron.</summary>
    public static RegressionNetworkTransformer Of(RegressionNetworkModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(model, new VectorDataViewType(NumberDataViewType.Single, model.Network.InputSize));
    }

    private protected override IReadOnlyList<ScoreColumn> CreateColumns(uint setId) =>
    [
        new ScoreColumn<float>(
            DefaultColumnNames.Score,
            NumberDataViewType.Single,
            ScoreAnnotations.Create(setId, "Regression", DefaultColumnNames.Score).ToAnnotations(),
            (scores, ref value) => value = scores[0]),
    ];
}
