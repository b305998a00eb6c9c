using Microsoft.ML.Runtime;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Data;
using MLNetLandscape.Schemas;
using MLNetLandscape.Scoring;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.Tasks;

/// <summary>Several classes, as many as the label's key type counts.</summary>
internal sealed class MulticlassTraining : TrainingTask
{
    public override LearningTask Kind => LearningTask.Multiclass;

    public override LabelKind LabelKind { get; } = new KeyLabel();

    public override SchemaTwin CreateTwin(MLContext context, ColumnNames names) => SchemaTwin.Multiclass(context, names);

    public override int CountOutputs(DataViewSchema.Column label) => KeyLabel.CountClasses(label);

    public override void Warn(DataViewSchema.Column label, IChannel channel)
    {
        if (KeyValueSet.LostTypeOf(label) is { } type)
        {
            channel.Warning(
                MessageSensitivity.None,
                "The key values of column '{0}' are a {1}, which a model cannot keep: its PredictedLabel will have none, and MapKeyToValue will refuse it. "
                + "Convert them to text before mapping them to keys.",
                label.Name,
                type);
        }
    }

    public override MulticlassScoring Complete(Func<int, IRowPredictor> createPredictor, Loss loss, TrainingRows rows, DataViewSchema.Column label) =>
        new(CountOutputs(label), KeyValueSet.Of(label));
}
