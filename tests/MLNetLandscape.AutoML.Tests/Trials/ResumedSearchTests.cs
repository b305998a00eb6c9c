using System.Text.Json;
using MLNetLandscape.AutoML.Abandonment;
using MLNetLandscape.AutoML.Monitoring;
using MLNetLandscape.AutoML.SearchSpaces;
using MLNetLandscape.AutoML.Trials;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Tests.Trials;

/// <summary>A search that keeps its trials in a file, is interrupted, and goes on.</summary>
public sealed class ResumedSearchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string StatePath => folder.File("search.json");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Goes_on_where_it_was_cancelled_and_ends_as_without_an_interruption(int folds)
    {
        // AutoML's default tuner weighs how long trials took, so that two searches may differ; these rates are given.
        double[] rates = [0.01, 0.001, 0.02, 0.005, 0.03, 0.002];
        Search whole = new() { Trials = 6, Folds = folds, Rates = rates };
        TrialResult expected = await whole.RunAsync();
        using CancellationTokenSource source = new();
        Search interrupted = new() { Trials = 6, Folds = folds, Rates = rates, StatePath = StatePath, Listener = epoch => CancelAt(epoch, 3, source) };
        await interrupted.RunAsync(source.Token);
        Assert.Equal(3, interrupted.Monitor.Trials.Count);

        HashSet<int> trained = [];
        Search resumed = new() { Trials = 6, Folds = folds, Rates = rates, StatePath = StatePath, Listener = epoch => trained.Add(epoch.TrialId) };
        TrialResult best = await resumed.RunAsync();

        Assert.Equal([3, 4, 5], trained.Order());
        Assert.Equal(whole.Figures, resumed.Figures);
        Assert.Equal(Scores(expected), Scores(best));
    }

    [Fact]
    public async Task A_search_that_was_done_is_answered_from_the_file_with_the_model_of_the_best()
    {
        Search first = new() { Trials = 5, StatePath = StatePath };
        TrialResult expected = await first.RunAsync();
        Search second = new() { Trials = 5, StatePath = StatePath, Listener = _ => Assert.Fail("A trial was run again.") };
        TrialResult best = await second.RunAsync();
        Assert.Equal(first.Figures, second.Figures);
        Assert.Equal(Scores(expected), Scores(best));
    }

    [Fact]
    public async Task Abandoned_trials_are_kept_and_completed_ones_still_decide_on_others()
    {
        double[] rates = [0.01, 0.02, 1e-7, 2e-7, 0.015];
        MedianStopping rule = new() { MinimumTrials = 2, MinimumEpochs = 3 };
        Search whole = new() { Trials = 5, Rates = rates, Rule = rule };
        await whole.RunAsync();
        await new Search { Trials = 3, Rates = rates, Rule = rule, StatePath = StatePath }.RunAsync();
        HashSet<int> trained = [];
        Search resumed = new() { Trials = 5, Rates = rates, Rule = rule, StatePath = StatePath, Listener = epoch => trained.Add(epoch.TrialId) };
        await resumed.RunAsync();

        Assert.Equal(TrialEnd.Abandoned, resumed.Monitor.Trials[2].Outcome);
        Assert.Equal(TrialEnd.Abandoned, resumed.Monitor.Trials[3].Outcome);
        Assert.Equal([3, 4], trained.Order());
        Assert.Equal(whole.Figures, resumed.Figures);
    }

    [Fact]
    public async Task A_trial_that_is_proposed_otherwise_is_run_and_so_are_all_after_it()
    {
        await new Search { Trials = 4, Rates = [0.01, 0.02, 0.03, 0.04], StatePath = StatePath }.RunAsync();
        HashSet<int> trained = [];
        Search other = new() { Trials = 4, Rates = [0.01, 0.02, 0.005, 0.04], StatePath = StatePath, Listener = epoch => trained.Add(epoch.TrialId) };
        TrialResult best = await other.RunAsync();
        Assert.Equal([2, 3], trained.Order());
        Assert.NotNull(best.Model);
        Search plain = new() { Trials = 4, Rates = [0.01, 0.02, 0.005, 0.04] };
        await plain.RunAsync();
        Assert.Equal(plain.Figures, other.Figures);
    }

    [Fact]
    public async Task Other_settings_of_the_trainer_make_other_trials()
    {
        await new Search { Trials = 2, Rates = [0.01, 0.02], StatePath = StatePath }.RunAsync();
        HashSet<int> trained = [];
        await new Search { Trials = 2, Rates = [0.01, 0.02], StatePath = StatePath, Epochs = 5, Listener = epoch => trained.Add(epoch.TrialId) }.RunAsync();
        Assert.Equal([0, 1], trained.Order());
    }

    [Fact]
    public async Task A_lambda_that_is_not_searched_makes_other_trials_too()
    {
        await new Search { Trials = 2, Rates = [0.01, 0.02], StatePath = StatePath, Lambda = 0.1 }.RunAsync();
        HashSet<int> trained = [];
        await new Search { Trials = 2, Rates = [0.01, 0.02], StatePath = StatePath, Lambda = 0.3, Listener = epoch => trained.Add(epoch.TrialId) }.RunAsync();
        Assert.Equal([0, 1], trained.Order());
    }

    [Fact]
    public async Task A_trial_whose_model_is_lost_is_run_again()
    {
        Search first = new() { Trials = 3, StatePath = StatePath };
        TrialResult expected = await first.RunAsync();
        File.Delete($"{StatePath}.trial-{expected.TrialSettings.TrialId}.zip");
        TrialResult best = await new Search { Trials = 3, StatePath = StatePath }.RunAsync();
        Assert.Equal(Scores(expected), Scores(best));
    }

    [Fact]
    public async Task Refuses_the_state_of_other_data_or_another_metric()
    {
        await new Search { Trials = 1, StatePath = StatePath }.RunAsync();
        string metric = (await Assert.ThrowsAsync<InvalidOperationException>(
            () => new Search { Trials = 1, StatePath = StatePath, Metric = BinaryClassificationMetric.F1Score }.RunAsync())).Message;
        Assert.Equal(
            $"The state in '{StatePath}' must be of the same search, but its metric is Accuracy, and this search's is F1Score. Go back to those settings, or name another file.",
            metric);
        string data = (await Assert.ThrowsAsync<InvalidOperationException>(() => new Search { Trials = 1, StatePath = StatePath, DataSeed = 9 }.RunAsync())).Message;
        Assert.StartsWith($"The state in '{StatePath}' must be of the same search, but its data is ", data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_damaged_file()
    {
        await File.WriteAllTextAsync(StatePath, "{\"Version\": 1, \"Trials\": [");
        string message = (await Assert.ThrowsAsync<InvalidDataException>(() => new Search { Trials = 1, StatePath = StatePath }.RunAsync())).Message;
        Assert.StartsWith($"'{StatePath}' is not the state of a search, or is damaged: ", message, StringComparison.Ordinal);
        Assert.EndsWith("Delete it to begin anew.", message, StringComparison.Ordinal);
    }

    private static void CancelAt(TrialEpoch epoch, int trial, CancellationTokenSource source)
    {
        if (epoch.TrialId == trial && epoch.Epoch.Record.Epoch == 2)
        {
            source.Cancel();
        }
    }

    private static List<float> Scores(TrialResult result) => [.. result.Model.Transform(SampleData.View(new MLContext(1), 60, 4)).GetColumn<float>("Score")];

    /// <summary>A search on the sample data, each in a context of its own, as another process has it.</summary>
    private sealed class Search
    {
        public TrialMonitor Monitor { get; } = new();

        public required int Trials { get; init; }

        public int Folds { get; init; }

        public int Epochs { get; init; } = 12;

        public long DataSeed { get; init; } = 3;

        /// <summary>A lambda that stays as it is; null searches one.</summary>
        public double? Lambda { get; init; }

        public string? StatePath { get; init; }

        /// <summary>The learning rates to try; null leaves them to AutoML's tuner.</summary>
        public IReadOnlyList<double>? Rates { get; init; }

        public MedianStopping? Rule { get; init; }

        public BinaryClassificationMetric Metric { get; init; } = BinaryClassificationMetric.Accuracy;

        public Action<TrialEpoch> Listener { get; init; } = _ => { };

        /// <summary>All trials but for the time they took.</summary>
        public string Figures => JsonSerializer.Serialize(Monitor.Trials.Select(trial => trial with { Elapsed = default }));

        public Task<TrialResult> RunAsync(CancellationToken cancellationToken = default)
        {
            MLContext context = new(1);
            NetworkTrialOptions options = new() { StatePath = StatePath, Abandonment = Rule, Progress = new SynchronousProgress<TrialEpoch>(Listener) };
            AutoMLExperiment experiment = context.Auto().CreateExperiment()
                .SetNetworkPipeline(Trainer(context), options)
                .SetBinaryClassificationMetric(Metric, "Label")
                .SetMonitor(Monitor)
                .SetMaxModelToExplore(Trials);
            IDataView data = SampleData.View(context, seed: DataSeed);
            experiment = Folds > 0 ? experiment.SetDataset(data, Folds) : experiment.SetDataset(data, SampleData.View(context, 60, seed: 4));
            return (Rates is null ? experiment : experiment.SetTuner(Script)).RunAsync(cancellationToken);
        }

        private SweepableEstimator Trainer(MLContext context)
        {
            BinaryNetworkOptions options = SampleData.Binary with { NumberOfEpochs = Epochs };
            return Lambda is { } fixedLambda
                ? context.Landscape().SweepableBinaryNetwork(options with { Lambda = fixedLambda }, new BinaryNetworkSearchSpace { Lambda = null })
                : context.Landscape().SweepableBinaryNetwork(options);
        }

        private ScriptedTuner Script(IServiceProvider services) =>
            new((AutoMLExperiment.AutoMLExperimentSettings)services.GetService(typeof(AutoMLExperiment.AutoMLExperimentSettings))!, "e1", Rates!);
    }
}
