using MLNetLandscape.Core.Data;
using MLNetLandscape.Schemas;
using MLNetLandscape.Scoring;

namespace MLNetLandscape.Tasks;

/// <summary>What the task makes of a model's outputs: scores and columns. Whatever computes the outputs.</summary>
internal abstract class ScoringTask
{
    public abstract LearningTask Kind { get; }

    public abstract LabelKind LabelKind { get; }

    /// <summary>The columns that a transformer adds.</summary>
    /// <param name="setId">What the columns of one scorer share, from 1.</param>
    public abstract IReadOnlyList<ScoreColumn> CreateColumns(uint setId);

    /// <summary>How the keys of a label stand for other classes than the model's, as a clause of a sentence; null where they do not, or the task has none.</summary>
    public virtual string? DifferenceOf(DataViewSchema.Column label) => null;

    /// <summary>Turns labels into targets, in place.</summary>
    public virtual void ScaleTargets(Span<float> targets)
    {
    }

    /// <summary>Turns the outputs of some rows into scores, in place.</summary>
    public virtual void FinishScores(Span<float> outputs)
    {
    }
}
