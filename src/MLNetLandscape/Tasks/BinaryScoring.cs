using MLNetLandscape.Calibration;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Schemas;
using MLNetLandscape.Scoring;

namespace MLNetLandscape.Tasks;

/// <summary>Two classes: the output is the score, above 0 predicts true, and a calibrator, where there is one, makes the probability.</summary>
internal sealed class BinaryScoring(PlattScaling? calibrator) : ScoringTask
{
    private const string ColumnKind = "BinaryClassification";

    public override LearningTask Kind => LearningTask.Binary;

    public override LabelKind LabelKind { get; } = new BooleanLabel();

    /// <summary>What turns scores into probabilities; null without Probability.</summary>
    public PlattScaling? Calibrator => calibrator;

    public override IReadOnlyList<ScoreColumn> CreateColumns(uint setId)
    {
        List<ScoreColumn> columns =
        [
            new ScoreColumn<bool>(
                DefaultColumnNames.PredictedLabel,
                BooleanDataViewType.Instance,
                ScoreAnnotations.Create(setId, ColumnKind, DefaultColumnNames.PredictedLabel).ToAnnotations(),
                (scores, ref value) => value = scores[0] > 0),
            new ScoreColumn<float>(
                DefaultColumnNames.Score,
                NumberDataViewType.Single,
                ScoreAnnotations.Create(setId, ColumnKind, DefaultColumnNames.Score).ToAnnotations(),
                (scores, ref value) => value = scores[0]),
        ];
        if (calibrator is PlattScaling platt)
        {
            DataViewSchema.Annotations.Builder annotations = ScoreAnnotations.Create(setId, ColumnKind, DefaultColumnNames.Probability);
            annotations.Add(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, (ref bool value) => value = true);
            columns.Add(new ScoreColumn<float>(
                DefaultColumnNames.Probability,
                NumberDataViewType.Single,
                annotations.ToAnnotations(),
                (scores, ref value) => value = platt.Probability(scores[0])));
        }

        return columns;
    }
}
