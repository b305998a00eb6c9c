using System.Text.Json;
using MLNetLandscape.AutoML.Abandonment;
using MLNetLandscape.AutoML.Monitoring;
using MLNetLandscape.AutoML.Storage;
using MLNetLandscape.AutoML.Trials;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Tests.Trials;

/// <summary>A search whose networks a study runner trains equals the search in this process, bit for bit.</summary>
public sealed class SearchOnRunnerTests
{
    private readonly MemoryDataStore store = new();

    private CountingRunner Runner => new(new LocalStudyRunner(new TrialTypes(new NetworkFitTrial()), store, new LocalStudyOptions { Threads = 2 }));

    [Theory]
    [InlineData(nameof(SampleRow.Flag), 0)]
    [InlineData(nameof(SampleRow.Flag), 3)]
    [InlineData(nameof(SampleRow.Class), 2)]
    [InlineData(nameof(SampleRow.Number), 2)]
    public async Task Every_task_with_and_without_folds(string label, int folds)
    {
        CountingRunner runner = Runner;
        Outcome here = await RunAsync(label, folds, null), there = await RunAsync(label, folds, runner);
        Assert.Equal(here.Trials, there.Trials);
        Assert.Equal(here.Scores, there.Scores);
        Assert.Equal(here.Epochs, there.Epochs);
        Assert.Equal((3, 3 * Math.Max(1, folds)), (runner.Studies, runner.Trials));
    }

    [Fact]
    public async Task A_hopeless_trial_is_abandoned_in_the_same_fold_and_epoch()
    {
        double[] rates = [0.01, 0.02, 1e-7, 0.015];
        MedianStopping rule = new() { MinimumTrials = 2, MinimumEpochs = 3 };
        Outcome here = await RunAsync("Flag", 3, null, rates, rule), there = await RunAsync("Flag", 3, Runner, rates, rule);
        Assert.Contains("Hopeless after epoch 3 of fold 1.", here.Trials, StringComparison.Ordinal);
        Assert.Equal(here.Trials, there.Trials);
        Assert.Equal(here.Epochs, there.Epochs);
    }

    [Fact]
    public async Task Other_steps_and_trainers_stay_here_and_networks_get_what_they_leave()
    {
        MLContext context = new(1);
        SweepableEstimator other = new((trial, _) => trial.BinaryClassification.Trainers.LbfgsLogisticRegression(), []);
        SweepablePipeline Pipeline() => context.Transforms.NormalizeMinMax("Features").Append(context.Landscape().SweepableBinaryNetwork(SampleData.Binary), other);
        async Task<string> Run(IStudyRunner? runner)
        {
            TrialMonitor monitor = new();
            await new MLContext(1).Auto().CreateExperiment()
                .SetNetworkPipeline(Pipeline(), new NetworkTrialOptions { Runner = runner })
                .SetDataset(SampleData.View(context), SampleData.View(context, 60, 4))
                .SetBinaryClassificationMetric(BinaryClassificationMetric.Accuracy, "Label")
                .SetMonitor(monitor).SetRandomSearchTuner(seed: 1).SetMaxModelToExplore(6).RunAsync();
            Assert.Equal([0, 7], monitor.Trials.Select(trial => trial.Parameters.Count).Distinct().Order());
            return Figures(monitor);
        }

        CountingRunner runner = Runner;
        Assert.Equal(await Run(null), await Run(runner));
        Assert.InRange(runner.Studies, 1, 5);
    }

    [Fact]
    public async Task A_seed_that_the_trainer_drew_travels()
    {
        Outcome here = await RunAsync("Flag", 0, null, seed: null), there = await RunAsync("Flag", 0, Runner, seed: null);
        Assert.Equal(here.Scores, there.Scores);
    }

    [Fact]
    public async Task The_same_trial_has_the_same_name_and_the_same_data()
    {
        CountingRunner first = Runner, second = Runner;
        await RunAsync("Flag", 2, first);
        await RunAsync("Flag", 2, second);
        Assert.Equal(first.Names, second.Names);
        Assert.All(first.Names, name => Assert.Matches("^search-[0-2]-[0-9a-f]{10}$", name));
    }

    [Fact]
    public async Task A_cancelled_search_cancels_its_study()
    {
        using CancellationTokenSource stop = new();
        SynchronousProgress<StudyProgress> cancelAtFirstEpoch = new(value =>
        {
            if (value.Latest is { Key: "fold 2" })
            {
                stop.Cancel();
            }
        });
        CountingRunner runner = Runner;
        runner.Listener = cancelAtFirstEpoch;
        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync("Flag", 2, runner, cancellationToken: stop.Token));
        Assert.Equal(1, runner.Studies);
    }

    [Fact]
    public async Task A_failed_training_is_told_with_its_trial()
    {
        LocalStudyRunner ignorant = new(new TrialTypes(), store);
        TrialMonitor monitor = new();
        await Assert.ThrowsAnyAsync<Exception>(() => Experiment(new MLContext(1), ignorant, monitor).SetMaxModelToExplore(1).RunAsync());
        Assert.Equal("Trial 'fold 1': Trial type 'network-fit' is not known here. Known: none.", monitor.Trials.Single().Message);
    }

    [Fact]
    public void A_worker_checks_what_it_is_told()
    {
        Assert.Equal("Task must be binary, multiclass or regression, but was 'other'.", Refusal("other", SampleData.Binary, null));
        Assert.Equal("CheckpointPath must be null where a study runner trains, but was '/x'.", Refusal("binary", SampleData.Binary with { CheckpointPath = "/x" }, null));
        Assert.Equal("Thresholds must have one value for each of 12 epochs, but have 1.", Refusal("binary", SampleData.Binary, [0.5]));
        Assert.StartsWith("BatchSize must be at least 1, but was 0", Refusal("binary", SampleData.Binary with { BatchSize = 0 }, null), StringComparison.Ordinal);
        Assert.StartsWith("The settings must be NetworkFitSettings as JSON:", Assert.Throws<ArgumentException>(
            () => new NetworkFitTrial().Validate(JsonSerializer.SerializeToElement(new { startupScript = "x" }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_name_that_no_study_has() => Assert.StartsWith(
        "A study's name must be 1 to 100 letters",
        Assert.Throws<ArgumentException>(() => new NetworkTrialOptions { Study = "a b" }).Message,
        StringComparison.Ordinal);

    private static string Refusal(string task, BinaryNetworkOptions options, IReadOnlyList<double>? thresholds) => Assert.ThrowsAny<ArgumentException>(
        () => new NetworkFitTrial().Validate(TrialJson.Write(new NetworkFitSettings(task, TrainerOptionsJson.Write(options), true, thresholds)))).Message;

    private static AutoMLExperiment Experiment(MLContext context, IStudyRunner runner, TrialMonitor monitor) => context.Auto().CreateExperiment()
        .SetNetworkPipeline(context.Landscape().SweepableBinaryNetwork(SampleData.Binary), new NetworkTrialOptions { Runner = runner })
        .SetDataset(SampleData.View(context), SampleData.View(context, 60, 4))
        .SetBinaryClassificationMetric(BinaryClassificationMetric.Accuracy, "Label")
        .SetMonitor(monitor);

    private static string Figures(TrialMonitor monitor) => JsonSerializer.Serialize(monitor.Trials.Select(trial => trial with { Elapsed = default }));

    private static async Task<Outcome> RunAsync(
        string label, int folds, IStudyRunner? runner, double[]? rates = null, MedianStopping? rule = null, long? seed = 5, CancellationToken cancellationToken = default)
    {
        MLContext context = new(1);
        TrialMonitor monitor = new();
        List<string> epochs = [];
        rates ??= [0.01, 0.02, 0.005];
        NetworkTrialOptions options = new()
        {
            Runner = runner,
            Abandonment = rule,
            Progress = new SynchronousProgress<TrialEpoch>(epoch => epochs.Add(
                $"{epoch with { Epoch = epoch.Epoch with { Record = epoch.Epoch.Record with { Elapsed = default } } }}")),
        };
        SweepableEstimator trainer = label switch
        {
            nameof(SampleRow.Class) => context.Landscape().SweepableMulticlassNetwork(new MulticlassNetworkOptions { NumberOfEpochs = 6, Seed = seed }),
            nameof(SampleRow.Number) => context.Landscape().SweepableRegressionNetwork(new RegressionNetworkOptions { NumberOfEpochs = 6, Seed = seed }),
            _ => context.Landscape().SweepableBinaryNetwork(SampleData.Binary with { Seed = seed, Loss = new PolynomialHinge(4), EarlyStopping = new EarlyStopping { Patience = 5 } }),
        };
        AutoMLExperiment experiment = context.Auto().CreateExperiment().SetNetworkPipeline(trainer, options).SetMonitor(monitor).SetMaxModelToExplore(rates.Length)
            .SetTuner(services => new ScriptedTuner((AutoMLExperiment.AutoMLExperimentSettings)services.GetService(typeof(AutoMLExperiment.AutoMLExperimentSettings))!, "e1", rates));
        IDataView data = SampleData.View(context, label: label), validation = SampleData.View(context, 60, 4, label);
        experiment = folds > 0 ? experiment.SetDataset(data, folds) : experiment.SetDataset(data, validation);
        experiment = label switch
        {
            nameof(SampleRow.Class) => experiment.SetMulticlassClassificationMetric(MulticlassClassificationMetric.LogLoss, "Label"),
            nameof(SampleRow.Number) => experiment.SetRegressionMetric(RegressionMetric.RootMeanSquaredError, "Label"),
            _ => experiment.SetBinaryClassificationMetric(BinaryClassificationMetric.AreaUnderRocCurve, "Label"),
        };
        TrialResult best = await experiment.RunAsync(cancellationToken);
        IDataView scored = best.Model.Transform(validation);
        string scores = label == nameof(SampleRow.Class)
            ? string.Join(' ', scored.GetColumn<float[]>("Score").SelectMany(row => row).Select(BitConverter.SingleToInt32Bits))
            : string.Join(' ', scored.GetColumn<float>("Score").Select(BitConverter.SingleToInt32Bits));
        string probabilities = label == nameof(SampleRow.Flag) ? string.Join(' ', scored.GetColumn<float>("Probability").Select(BitConverter.SingleToInt32Bits)) : "";
        return new Outcome(Figures(monitor), scores + probabilities, epochs);
    }

    private sealed record Outcome(string Trials, string Scores, IReadOnlyList<string> Epochs);

    /// <summary>Counts what it is asked for.</summary>
    private sealed class CountingRunner(IStudyRunner inner) : IStudyRunner
    {
        public List<string> Names { get; } = [];

        public int Studies => Names.Count;

        public int Trials { get; private set; }

        public IProgress<StudyProgress>? Listener { get; set; }

        public IDataStore Data => inner.Data;

        public Task<StudyResult> RunAsync(StudyDefinition study, IProgress<StudyProgress>? progress = null, CancellationToken cancellationToken = default)
        {
            Names.Add(study.Name);
            Trials += study.Trials.Count;
            return inner.RunAsync(study, Listener, cancellationToken);
        }
    }
}
