using MLNetLandscape.Core.Data;
using MLNetLandscape.Data;
using MLNetLandscape.Schemas;
using MLNetLandscape.Scoring;

namespace MLNetLandscape.Tasks;

/// <summary>A real number: the score is the output, scaled back to the label's unit.</summary>
internal sealed class RegressionScoring(LabelScaling labelScaling) : ScoringTask
{
    public override LearningTask Kind => LearningTask.Regression;

    public override LabelKind LabelKind { get; } = new SingleLabel();

    /// <summary>The scaling of the label that training saw.</summary>
    public LabelScaling LabelScaling => labelScaling;

    public override IReadOnlyList<ScoreColumn> CreateColumns(uint setId) =>
    [
        new ScoreColumn<float>(
            DefaultColumnNames.Score,
            NumberDataViewType.Single,
            ScoreAnnotations.Create(setId, "Regression", DefaultColumnNames.Score).ToAnnotations(),
            (scores, ref value) => value = scores[0]),
    ];

    public override void ScaleTargets(Span<float> targets)
    {
        foreach (ref float target in targets)
        {
            target = labelScaling.ToTarget(target);
        }
    }

    public override void FinishScores(Span<float> outputs)
    {
        foreach (ref float output in outputs)
        {
            output = labelScaling.ToLabel(output);
        }
    }
}
