using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Data;
using MLNetLandscape.Schemas;
using MLNetLandscape.Scoring;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.Tasks;

/// <summary>A real number, trained on its own scale or scaled to mean 0 and deviation 1.</summary>
internal sealed class RegressionTraining(bool standardizesLabel) : TrainingTask
{
    public override LearningTask Kind => LearningTask.Regression;

    public override LabelKind LabelKind { get; } = new SingleLabel();

    public override bool StandardizesLabel => standardizesLabel;

    public override SchemaTwin CreateTwin(MLContext context, ColumnNames names) => SchemaTwin.Regression(context, names);

    public override int CountOutputs(DataViewSchema.Column label) => 1;

    public override RegressionScoring Complete(Func<int, IRowPredictor> createPredictor, Loss loss, TrainingRows rows, DataViewSchema.Column label) =>
        new(rows.Scaling.Label);
}
