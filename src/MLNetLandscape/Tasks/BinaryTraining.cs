using Microsoft.ML.Runtime;
using MLNetLandscape.Calibration;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Data;
using MLNetLandscape.Schemas;
using MLNetLandscape.Scoring;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.Tasks;

/// <summary>Two classes. The calibrator is fitted to rows that were not trained on where there are any of both classes.</summary>
internal sealed class BinaryTraining(bool isCalibrated) : TrainingTask
{
    /// <summary>Whether models give a Probability.</summary>
    public bool IsCalibrated => isCalibrated;

    public override LearningTask Kind => LearningTask.Binary;

    public override LabelKind LabelKind { get; } = new BooleanLabel();

    public override SchemaTwin CreateTwin(MLContext context, ColumnNames names) =>
        isCalibrated ? SchemaTwin.CalibratedBinary(context, names) : SchemaTwin.Binary(context, names);

    public override int CountOutputs(DataViewSchema.Column label) => 1;

    public override BinaryScoring Complete(Func<int, IRowPredictor> createPredictor, Loss loss, TrainingRows rows, DataViewSchema.Column label) => new(
        !isCalibrated ? null : loss is Logistic ? PlattScaling.LogOdds : Calibrate(createPredictor, rows, label.Name));

    private static PlattScaling Calibrate(Func<int, IRowPredictor> createPredictor, TrainingRows rows, string label)
    {
        if (rows.Validation is { } validation)
        {
            ScoreSample sample = ScoreCalibration.Read(createPredictor, validation);
            if (sample.EmptyClass is not bool empty)
            {
                return ScoreCalibration.Fit(sample);
            }

            rows.Channel.Warning(
                MessageSensitivity.None,
                "No validation row whose '{0}' is {1} has a weight above 0, so Probability is calibrated on the training rows. Validate on rows of both classes.",
                label,
                empty);
        }

        return ScoreCalibration.Fit(ScoreCalibration.Read(createPredictor, rows.Training));
    }
}
