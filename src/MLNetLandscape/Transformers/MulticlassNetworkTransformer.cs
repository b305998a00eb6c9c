using MLNetLandscape.Models;
using MLNetLandscape.Schemas;
using MLNetLandscape.Scoring;

namespace MLNetLandscape.Transformers;

/// <summary>Adds PredictedLabel, a key with the label's values, and Score, the vector of class probabilities.</summary>
public sealed class MulticlassNetworkTransformer : NetworkTransformer<MulticlassNetworkModel>
{
    private const string Kind = "MulticlassClassification";

    internal MulticlassNetworkTransformer(MulticlassNetworkModel model, DataViewType featureColumnType)
        : base(model, featureColumnType)
    {
    }

    /// <summary>A transformer that scores with a model, say one without its neurons.</summary>
    public static MulticlassNetworkTransformer Of(MulticlassNetworkModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(model, new VectorDataViewType(NumberDataViewType.Single, model.Network.InputSize));
    }

    private protected override IReadOnlyList<ScoreColumn> CreateColumns(uint setId)
    {
        DataViewSchema.Annotations.Builder label = ScoreAnnotations.Create(setId, Kind, DefaultColumnNames.PredictedLabel);
        DataViewSchema.Annotations.Builder score = ScoreAnnotations.Create(setId, Kind, DefaultColumnNames.Score);
        if (Model.Classes is KeyValueSet classes)
        {
            classes.AddTo(label, AnnotationKinds.KeyValues);
            classes.AddTo(score, AnnotationKinds.TrainingLabelValues);
            if (classes.ItemType is TextDataViewType)
            {
                classes.AddTo(score, AnnotationKinds.SlotNames);
            }
        }

        return
        [
            new ScoreColumn<uint>(
                DefaultColumnNames.PredictedLabel,
                new KeyDataViewType(typeof(uint), Model.ClassCount),
                label.ToAnnotations(),
                (scores, ref value) => value = LargestClass.KeyOf(scores)),
            new ScoreColumn<VBuffer<float>>(
                DefaultColumnNames.Score,
                new VectorDataViewType(NumberDataViewType.Single, Model.ClassCount),
                score.ToAnnotations(),
                CopyScores),
        ];
    }

    private static void CopyScores(ReadOnlySpan<float> scores, ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, scores.Length);
        scores.CopyTo(editor.Values);
        value = editor.Commit();
    }
}
