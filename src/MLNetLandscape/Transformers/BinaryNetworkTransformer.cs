using MLNetLandscape.Calibration;
using MLNetLandscape.Models;
using MLNetLandscape.Schemas;
using MLNetLandscape.Scoring;

namespace MLNetLandscape.Transformers;

/// <summary>Adds PredictedLabel, Score and, where the model is calibrated, Probability.</summary>
public sealed class BinaryNetworkTransformer : NetworkTransformer<BinaryNetworkModel>
{
    private const string Kind = "BinaryClassification";

    internal BinaryNetworkTransformer(BinaryNetworkModel model, DataViewType featureColumnType)
        : base(model, featureColumnType)
    {
    }

    /// <summary>A transformer that scores with a model, say one without its neuron.</summary>
    public static BinaryNetworkTransformer Of(BinaryNetworkModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(model, new VectorDataViewType(NumberDataViewType.Single, model.Network.InputSize));
    }

    private protected override IReadOnlyList<ScoreColumn> CreateColumns(uint setId)
    {
        List<ScoreColumn> columns =
        [
            new ScoreColumn<bool>(
                DefaultColumnNames.PredictedLabel,
                BooleanDataViewType.Instance,
                ScoreAnnotations.Create(setId, Kind, DefaultColumnNames.PredictedLabel).ToAnnotations(),
                (scores, ref value) => value = scores[0] > 0),
            new ScoreColumn<float>(
                DefaultColumnNames.Score,
                NumberDataViewType.Single,
                ScoreAnnotations.Create(setId, Kind, DefaultColumnNames.Score).ToAnnotations(),
                (scores, ref value) => value = scores[0]),
        ];
        if (Model.Calibrator is PlattScaling calibrator)
        {
            DataViewSchema.Annotations.Builder annotations = ScoreAnnotations.Create(setId, Kind, DefaultColumnNames.Probability);
            annotations.Add(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, (ref bool value) => value = true);
            columns.Add(new ScoreColumn<float>(
                DefaultColumnNames.Probability,
                NumberDataViewType.Single,
                annotations.ToAnnotations(),
                (scores, ref value) => value = calibrator.Probability(scores[0])));
        }

        return columns;
    }
}
