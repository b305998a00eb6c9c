using System.Text.Json;
using Microsoft.ML.SearchSpace;
using MLNetLandscape.AutoML.Monitoring;
using MLNetLandscape.AutoML.Trials;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.AutoML.Tests.Monitoring;

public sealed class TrialMonitorTests : IDisposable
{
    private readonly StringWriter output = new() { NewLine = "\n" };

    [Fact]
    public void Writes_a_line_for_each_trial_that_ended()
    {
        TrialMonitor monitor = Follow(new TrialMonitor(output));
        Assert.Equal(
            """
            Trial 0: 0.9000, the best so far (Lambda 0.2, Width 64)
            Trial 1: 0.8000 (Lambda 0.333, Width 16)
            Trial 2: abandoned. Hopeless after epoch 12 of fold 1. (Lambda 20, Width 16)
            Trial 3: failed. It broke. (Lambda 0.002, Width 16)

            """,
            output.ToString());
        Assert.Equal(0, monitor.Best!.TrialId);
    }

    [Fact]
    public void Writes_over_its_line_on_a_terminal()
    {
        TrialMonitor monitor = new(output, rewritesLine: true);
        monitor.ReportRunningTrial(Settings(0, 0.2, 64));
        EpochRecord record = new() { Epoch = 3, LearningRate = 0.1, RunningObjective = 1, Validation = new Evaluation { Objective = 1, Loss = 1, BaseLoss = 1, Metric = 0.75, Rows = 10 } };
        monitor.Report(new TrialEpoch(0, 2, 5, new EpochProgress(record, 40, 3)));
        monitor.ReportCompletedTrial(Result(0, 0.2, 64, 0.9));
        Assert.Equal(
            "\rTrial 0: Lambda 0.2, Width 64"
            + "\rTrial 0, fold 2 of 5, epoch 3 of 40, validation metric 0.7500"
            + "\r" + "Trial 0: 0.9000, the best so far (Lambda 0.2, Width 64)".PadRight(61) + "\n",
            output.ToString());
    }

    [Fact]
    public void Ranks_trials_in_a_table() => Assert.Equal(
        """
        Trial  Outcome    Metric  Seconds  Lambda  Width
            0  completed  0.9000      1.5     0.2     64
            1  completed  0.8000      1.5   0.333     16
            2  abandoned       -      0.5      20     16
            3  failed          -      0.0   0.002     16

        """.ReplaceLineEndings(),
        Follow(new TrialMonitor()).ToTable());

    [Fact]
    public void Gives_results_as_JSON()
    {
        JsonElement trials = JsonSerializer.Deserialize<JsonElement>(Follow(new TrialMonitor()).ToJson());
        Assert.Equal(["completed", "completed", "abandoned", "failed"], trials.EnumerateArray().Select(trial => trial.GetProperty("outcome").GetString()));
        Assert.Equal((0.9, -0.9), (trials[0].GetProperty("metric").GetDouble(), trials[0].GetProperty("loss").GetDouble()));
        Assert.Equal(1.0 / 3, trials[1].GetProperty("parameters").GetProperty("Lambda").GetDouble());
        Assert.Equal("It broke.", trials[3].GetProperty("message").GetString());
    }

    [Fact]
    public void Shows_the_steps_that_a_trial_uses_and_tells_equal_names_apart()
    {
        Parameter pipeline = Nested(("e0", Nested(("Lambda", Parameter.FromDouble(1)))), ("e1", Nested(("Lambda", Parameter.FromDouble(2)))), ("e2", Nested(("Lambda", Parameter.FromDouble(3)))));
        pipeline["_SCHEMA_"] = Parameter.FromString("e0 * e2");
        Parameter parameter = Nested(("_pipeline_", pipeline), ("e1", Nested(("Lambda", Parameter.FromDouble(9)))), ("Share", Parameter.FromDouble(0.5)));
        Assert.Equal("Lambda 1, e2.Lambda 3, Share 0.5", TrialParameters.Describe(TrialParameters.Flatten(parameter)));
    }

    public void Dispose() => output.Dispose();

    private static TrialMonitor Follow(TrialMonitor monitor)
    {
        monitor.ReportCompletedTrial(Result(0, 0.2, 64, 0.9));
        monitor.ReportCompletedTrial(Result(1, 1.0 / 3, 16, 0.8));
        monitor.ReportCompletedTrial(new AbandonedTrialResult
        {
            TrialSettings = Settings(2, 20, 16),
            Fold = 1,
            Epoch = 12,
            Metric = double.NaN,
            Loss = -0.8,
            DurationInMilliseconds = 500,
        });
        monitor.ReportFailTrial(Settings(3, 0.002, 16), new InvalidOperationException("It broke."));
        return monitor;
    }

    private static TrialResult Result(int id, double lambda, int width, double metric) =>
        new() { TrialSettings = Settings(id, lambda, width), Metric = metric, Loss = -metric, DurationInMilliseconds = 1500 };

    private static TrialSettings Settings(int id, double lambda, int width)
    {
        Parameter pipeline = Nested(("e0", Nested(("Lambda", Parameter.FromDouble(lambda)), ("Width", Parameter.FromInt(width)))));
        pipeline["_SCHEMA_"] = Parameter.FromString("e0");
        return new TrialSettings { TrialId = id, Parameter = Nested(("_pipeline_", pipeline)) };
    }

    private static Parameter Nested(params (string Key, Parameter Value)[] parameters) =>
        Parameter.CreateNestedParameter([.. parameters.Select(item => KeyValuePair.Create(item.Key, item.Value))]);
}
