using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Models;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Tests.Sweeps;

public sealed class RegularizationSweepTests
{
    private const string Missing = "Values must not be missing or infinite, but row 7 has one in column 'Features'. "
        + "Replace missing values in the pipeline, or leave such rows out with MissingValues = MissingValues.SkipRow.";

    [Fact]
    public void Trains_every_lambda_and_the_plain_network_from_every_seed()
    {
        List<SweepProgress> reports = [];
        RegularizationSweepResult result = SweepFixture.Run(SweepFixture.Small, progress: new SynchronousProgress<SweepProgress>(reports.Add));

        Assert.Equal(12, result.Runs.Count);
        Assert.Equal([null, 0.01, 0.1, 1, null, 0.01, 0.1, 1, null, 0.01, 0.1, 1], result.Runs.Select(run => run.Lambda));
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3], result.Runs.Select(run => run.Seed));
        Assert.Equal(Enumerable.Range(1, 12), reports.Select(report => report.Done));
        Assert.All(reports, report => Assert.Equal(12, report.Total));
        Assert.All(result.Runs, run => Assert.Equal(run.Lambda is null, run.Neuron is null));
        Assert.All(result.Runs, run => Assert.Equal((StopReason.Completed, 12, 12), (run.Reason, run.KeptEpoch, run.Epochs)));
    }

    [Fact]
    public void A_run_is_a_fit_of_the_trainer()
    {
        RegularizationSweepResult result = SweepFixture.Run(SweepFixture.Small);
        MLContext context = new(9);
        BinaryNetworkOptions options = SampleData.Binary with { Lambda = 0.1, Seed = 2, ValidationFraction = 0.2 };
        BinaryNetworkModel model = context.Landscape().BinaryNetwork(options).Fit(SampleData.View(context)).Model;
        Evaluation expected = model.History.Epochs[^1].Validation!;

        SweepRun run = result.Runs.Single(candidate => candidate is { Lambda: 0.1, Seed: 2 });
        Assert.Equal((expected.Metric, expected.Loss, expected.BaseLoss, expected.Neuron), (run.Metric!.Value, run.Loss!.Value, run.BaseLoss!.Value, run.Neuron));
        Assert.Equal(16, expected.Rows);
    }

    [Fact]
    public void Points_hold_means_intervals_and_paired_differences()
    {
        RegularizationSweepResult result = SweepFixture.Run(SweepFixture.Small);
        double[] metrics = [.. result.Runs.Where(run => run.Lambda == 1).Select(run => run.Metric!.Value)];
        double[] plain = [.. result.Runs.Where(run => run.Lambda is null).Select(run => run.Metric!.Value)];
        double mean = metrics.Sum() / 3;
        double deviation = Math.Sqrt(metrics.Sum(metric => (metric - mean) * (metric - mean)) / 2);

        SweepPoint point = result.Points[2];
        Assert.Equal((1.0, 0), (point.Lambda!.Value, point.Failures));
        Assert.Equal(mean, point.Metric!.Mean, 1e-15);
        // Student's t at 95 % with two degrees of freedom, from any table.
        Assert.Equal(2.919986 * deviation / Math.Sqrt(3), point.Metric.HalfWidth!.Value, 1e-6);
        Assert.Equal(mean - (plain.Sum() / 3), point.Difference!.Mean, 1e-15);
        Assert.Equal(plain.Sum() / 3, result.Plain!.Metric!.Mean, 1e-15);
        Assert.Null(result.Plain.Difference);
        Assert.Equal(result.Points.Max(candidate => candidate.Metric!.Mean), result.Best!.Metric!.Mean);
    }

    [Fact]
    public void Repeats_its_bits_whatever_the_number_of_threads()
    {
        string once = SweepFixture.Figures(SweepFixture.Run(SweepFixture.Small));
        Assert.Equal(once, SweepFixture.Figures(SweepFixture.Run(SweepFixture.Small with { Threads = 3 })));
        Assert.NotEqual(once, SweepFixture.Figures(SweepFixture.Run(SweepFixture.Small with { Seeds = [1, 2, 4] })));
    }

    [Fact]
    public void An_interrupted_sweep_goes_on_and_ends_with_the_same_figures()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource source = new();
        RegularizationSweepOptions options = SweepFixture.Small with { StatePath = folder.File("state.json") };
        SynchronousProgress<SweepProgress> stop = new(report =>
        {
            if (report.Done == 5)
            {
                source.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => SweepFixture.Run(options, progress: stop, cancellationToken: source.Token));

        List<int> done = [];
        RegularizationSweepResult continued = SweepFixture.Run(options, progress: new SynchronousProgress<SweepProgress>(report => done.Add(report.Done)));

        Assert.Equal(Enumerable.Range(6, 7), done);
        Assert.Equal(SweepFixture.Figures(SweepFixture.Run(SweepFixture.Small)), SweepFixture.Figures(continued));
    }

    [Fact]
    public void A_run_that_was_interrupted_in_its_midst_is_done_again()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource source = new();
        int epochs = 0;
        BinaryNetworkOptions watched = SampleData.Binary with
        {
            Progress = new SynchronousProgress<EpochProgress>(_ =>
            {
                if (++epochs == 30)
                {
                    source.Cancel();
                }
            }),
        };
        RegularizationSweepOptions options = SweepFixture.Small with { StatePath = folder.File("state.json") };
        Assert.ThrowsAny<OperationCanceledException>(() => SweepFixture.Run(options, watched, cancellationToken: source.Token));
        Assert.Equal(30, epochs);

        List<int> done = [];
        RegularizationSweepResult continued = SweepFixture.Run(options, progress: new SynchronousProgress<SweepProgress>(report => done.Add(report.Done)));

        Assert.Equal(Enumerable.Range(3, 10), done);
        Assert.Equal(SweepFixture.Figures(SweepFixture.Run(SweepFixture.Small)), SweepFixture.Figures(continued));
    }

    [Fact]
    public void Lambdas_and_seeds_may_be_added_to_a_sweep_that_is_done()
    {
        using TemporaryFolder folder = new();
        RegularizationSweepOptions options = SweepFixture.Small with { StatePath = folder.File("state.json") };
        SweepFixture.Run(options);
        int trained = 0;
        RegularizationSweepResult more = SweepFixture.Run(
            options with { Lambdas = [10, 0.1, 1], Seeds = [3, 2, 1, 4] }, progress: new SynchronousProgress<SweepProgress>(_ => trained++));
        Assert.Equal(3 + 4, trained);
        Assert.Equal([0.1, 1, 10], more.Points.Select(point => point.Lambda!.Value));
        Assert.All(more.Points, point => Assert.Equal(4, point.Metric!.Count));
    }

    [Fact]
    public void Validates_on_data_of_its_own()
    {
        MLContext context = new(1);
        IDataView data = SampleData.View(context), validation = SampleData.View(context, 60, seed: 4);
        RegularizationSweepResult result = context.Landscape().SweepLambda(data, SampleData.Binary, SweepFixture.Small, validation);

        BinaryNetworkModel model = context.Landscape().BinaryNetwork(SampleData.Binary with { Lambda = 0.1, Seed = 2 }).Fit(data, validation).Model;
        Assert.Equal(model.History.Epochs[^1].Validation!.Metric, result.Runs.Single(run => run is { Lambda: 0.1, Seed: 2 }).Metric);
    }

    [Fact]
    public void Measures_regression_in_the_unit_of_the_label()
    {
        MLContext context = new(1);
        IDataView data = SampleData.View(context, label: nameof(SampleRow.Number)), validation = SampleData.View(context, 60, 4, nameof(SampleRow.Number));
        RegressionNetworkOptions options = new() { HiddenLayers = [8], NumberOfEpochs = 10, Neuron = new SkipNeuron(), Seed = 2 };
        RegularizationSweepResult result = context.Landscape().SweepLambda(data, options, SweepFixture.Small, validation);

        IDataView scored = context.Landscape().RegressionNetwork(options with { Lambda = 0.1 }).Fit(data, validation).Transform(validation);
        double expected = context.Regression.Evaluate(scored).RootMeanSquaredError;
        Assert.Equal(Metric.RootMeanSquaredError, result.Metric);
        Assert.Equal(expected, result.Runs.Single(run => run is { Lambda: 0.1, Seed: 2 }).Metric!.Value, 1e-5 * expected);
        Assert.Equal(result.Points.Min(point => point.Metric!.Mean), result.Best!.Metric!.Mean);
    }

    [Fact]
    public void Sweeps_networks_of_several_classes()
    {
        MLContext context = new(1);
        MulticlassNetworkOptions options = new() { HiddenLayers = [8], NumberOfEpochs = 20, BatchSize = 8, Neuron = new SkipNeuron(), LearningRate = new Cosine(0.02) };
        RegularizationSweepResult result = context.Landscape().SweepLambda(
            SampleData.View(context, label: nameof(SampleRow.Class)), options, SweepFixture.Small with { IncludePlain = false });
        Assert.Equal(9, result.Runs.Count);
        Assert.Null(result.Plain);
        Assert.All(result.Points, point => Assert.Null(point.Difference));
        Assert.All(result.Points, point => Assert.InRange(point.Metric!.Mean, 0.5, 1));
    }

    [Fact]
    public void A_sweep_whose_trainings_all_break_down_says_why()
    {
        BinaryNetworkOptions wild = SampleData.Binary with { LearningRate = new Constant(1e30) };
        string message = Assert.Throws<InvalidOperationException>(() => SweepFixture.Run(SweepFixture.Small, wild)).Message;
        Assert.StartsWith("Every training of the sweep broke down. The first said: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Needs_a_neuron() => Assert.Equal(
        "Neuron must be set for a sweep of lambda, the penalty on its scale, but was null. Set Neuron = new SkipNeuron().",
        Assert.Throws<ArgumentException>(() => SweepFixture.Run(SweepFixture.Small, SampleData.Binary with { Neuron = null })).Message);

    [Fact]
    public void Refuses_missing_values_where_the_options_do()
    {
        MLContext context = new(1);
        List<SampleRow> rows = [.. SampleData.Rows(80)];
        rows[7].Features[1] = float.NaN;
        IDataView data = context.Transforms.CopyColumns("Label", "Flag").Fit(context.Data.LoadFromEnumerable(rows)).Transform(context.Data.LoadFromEnumerable(rows));
        BinaryNetworkOptions strict = SampleData.Binary with { MissingValues = MissingValues.Refuse };
        Assert.Equal(Missing, Assert.Throws<InvalidOperationException>(() => context.Landscape().SweepLambda(data, strict, SweepFixture.Small)).Message);
        Assert.Equal(12, context.Landscape().SweepLambda(data, SampleData.Binary, SweepFixture.Small).Runs.Count);
    }

    [Fact]
    public void Refused_rows_are_no_training_that_broke_down()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        List<SampleRow> rows = [.. SampleData.Rows(80)];
        rows[7].Number = -1;
        IDataView view = context.Data.LoadFromEnumerable(rows), data = context.Transforms.CopyColumns("Label", "Flag").Fit(view).Transform(view);
        BinaryNetworkOptions weighted = SampleData.Binary with { ExampleWeightColumnName = nameof(SampleRow.Number) };
        RegularizationSweepOptions options = SweepFixture.Small with { StatePath = folder.File("state.json") };
        Assert.Equal(
            "Weights must be at least 0, but row 7 has -1 in column 'Number'. Correct the column.",
            Assert.Throws<InvalidOperationException>(() => context.Landscape().SweepLambda(data, weighted, options)).Message);
        Assert.False(File.Exists(options.StatePath), "A state file holds what is no result.");
    }

    [Fact]
    public void A_training_that_breaks_down_is_a_result_beside_others()
    {
        RegularizationSweepResult result = SweepFixture.Run(
            SweepFixture.Small with { Lambdas = [0.1, 1e30], Seeds = [1] }, SampleData.Binary with { Optimizer = new Core.Optimizers.Sgd() });
        SweepRun broken = result.Runs.Single(run => run.Lambda == 1e30);
        Assert.Equal((StopReason.Diverged, null), (broken.Reason, broken.Metric));
        Assert.StartsWith("Training diverged in epoch 1", broken.Message, StringComparison.Ordinal);
        Assert.NotNull(result.Best);
    }

    [Fact]
    public void Streams_and_repeats_its_bits()
    {
        BinaryNetworkOptions streamed = SampleData.Binary with { Stream = true, ShuffleBufferRows = 32 };
        RegularizationSweepResult result = SweepFixture.Run(SweepFixture.Small with { Threads = 2 }, streamed);
        Assert.All(result.Points, point => Assert.InRange(point.Metric!.Mean, 0.5, 1));
        Assert.Equal(SweepFixture.Figures(result), SweepFixture.Figures(SweepFixture.Run(SweepFixture.Small, streamed)));
    }

    [Fact]
    public void Survives_its_JSON()
    {
        RegularizationSweepResult result = SweepFixture.Run(SweepFixture.Small);
        Assert.Equal(result.ToJson(), RegularizationSweepResult.FromJson(result.ToJson()).ToJson());
    }
}
