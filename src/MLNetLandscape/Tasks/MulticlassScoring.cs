using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Schemas;
using MLNetLandscape.Scoring;

namespace MLNetLandscape.Tasks;

/// <summary>Several classes: the scores are the softmax of the outputs, and the largest is the predicted class.</summary>
internal sealed class MulticlassScoring(int classCount, KeyValueSet? classes) : ScoringTask
{
    private const string ColumnKind = "MulticlassClassification";

    public override LearningTask Kind => LearningTask.Multiclass;

    public override LabelKind LabelKind { get; } = new KeyLabel();

    public int ClassCount => classCount;

    /// <summary>The label's key values; null where it has none.</summary>
    public KeyValueSet? Classes => classes;

    /// <summary>The text of each class's key value; empty where the label's key has no values.</summary>
    public IReadOnlyList<string> ClassNames => classes?.Texts ?? [];

    public override string? DifferenceOf(DataViewSchema.Column label) => ClassList.Difference(ClassList.Of(label), new ClassList((ulong)classCount, ClassNames));

    public override IReadOnlyList<ScoreColumn> CreateColumns(uint setId)
    {
        DataViewSchema.Annotations.Builder label = ScoreAnnotations.Create(setId, ColumnKind, DefaultColumnNames.PredictedLabel);
        DataViewSchema.Annotations.Builder score = ScoreAnnotations.Create(setId, ColumnKind, DefaultColumnNames.Score);
        if (classes is not null)
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
                new KeyDataViewType(typeof(uint), classCount),
                label.ToAnnotations(),
                (scores, ref value) => value = LargestClass.KeyOf(scores)),
            new ScoreColumn<VBuffer<float>>(
                DefaultColumnNames.Score,
                new VectorDataViewType(NumberDataViewType.Single, classCount),
                score.ToAnnotations(),
                CopyScores),
        ];
    }

    public override void FinishScores(Span<float> outputs)
    {
        for (int start = 0; start < outputs.Length; start += classCount)
        {
            ClassOutputs.Softmax(outputs.Slice(start, classCount));
        }
    }

    private static void CopyScores(ReadOnlySpan<float> scores, ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, scores.Length);
        scores.CopyTo(editor.Values);
        value = editor.Commit();
    }
}
