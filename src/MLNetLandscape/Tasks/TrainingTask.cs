using Microsoft.ML.Runtime;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Data;
using MLNetLandscape.Schemas;
using MLNetLandscape.Scoring;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.Tasks;

/// <summary>What a task asks of a training: the label, the number of outputs, the schema, and what is learnt after the parameters.</summary>
internal abstract class TrainingTask
{
    public abstract LearningTask Kind { get; }

    public abstract LabelKind LabelKind { get; }

    /// <summary>Whether the label is scaled to mean 0 and deviation 1.</summary>
    public virtual bool StandardizesLabel => false;

    /// <summary>A trainer of ML.NET's own for the same task.</summary>
    public abstract SchemaTwin CreateTwin(MLContext context, ColumnNames names);

    /// <summary>The outputs that a model must have for a label.</summary>
    /// <exception cref="ArgumentException">The label cannot be learnt.</exception>
    public abstract int CountOutputs(DataViewSchema.Column label);

    /// <summary>Tells before training what of a label a model will lack.</summary>
    public virtual void Warn(DataViewSchema.Column label, IChannel channel)
    {
    }

    /// <summary>Learns what scoring needs beside the trained model.</summary>
    /// <param name="createPredictor">Makes a predictor of the trained model for batches of some rows.</param>
    /// <param name="loss">The loss that it was trained with.</param>
    /// <param name="rows">The rows of the training.</param>
    /// <param name="label">The label.</param>
    public abstract ScoringTask Complete(Func<int, IRowPredictor> createPredictor, Loss loss, TrainingRows rows, DataViewSchema.Column label);
}
