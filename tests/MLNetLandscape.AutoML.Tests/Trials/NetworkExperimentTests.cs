using System.Text.Json;
using MLNetLandscape.AutoML.Abandonment;
using MLNetLandscape.AutoML.Monitoring;
using MLNetLandscape.AutoML.Trials;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Models;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Tests.Trials;

public sealed class NetworkExperimentTests
{
    private readonly MLContext context = new(1);
    private readonly TrialMonitor monitor = new();

    private IDataView Training => SampleData.View(context);

    private IDataView Validation => SampleData.View(context, 60, seed: 4);

    [Fact]
    public async Task The_first_trial_is_the_trainer_itself_with_its_validation_data()
    {
        BinaryNetworkOptions options = SampleData.Binary with { NumberOfEpochs = 60, EarlyStopping = new EarlyStopping { Patience = 4 } };
        TrialResult best = await Experiment(context.Landscape().SweepableBinaryNetwork(options)).SetDataset(Training, Validation).SetMaxModelToExplore(1).RunAsync();

        BinaryNetworkModel expected = context.Landscape().BinaryNetwork(options).Fit(Training, Validation).Model;
        BinaryNetworkModel found = Model(best);
        Assert.Equal(StopReason.EarlyStopped, found.History.Reason);
        Assert.Equal(60, found.History.Epochs[0].Validation!.Rows);
        Assert.Equal(expected.Network.Parameters.ToArray(), found.Network.Parameters.ToArray());
        Assert.Equal(expected.History.Epochs[expected.History.KeptEpoch - 1].Validation!.Metric, best.Metric, 1e-12);
        Assert.Equal(-best.Metric, best.Loss);
    }

    [Fact]
    public async Task A_network_validates_on_what_the_steps_before_it_make_of_the_data()
    {
        BinaryNetworkOptions options = SampleData.Binary with { FeatureColumnName = "Scaled" };
        SweepablePipeline pipeline = context.Transforms.NormalizeMinMax("Scaled", "Features").Append(context.Landscape().SweepableBinaryNetwork(options));
        TrialResult best = await Experiment(pipeline).SetDataset(Training, Validation).SetMaxModelToExplore(1).RunAsync();

        IDataView scored = best.Model.Transform(Validation);
        Assert.Equal(context.BinaryClassification.Evaluate(scored).Accuracy, best.Metric);
        Assert.Equal(best.Metric, Model(best).History.Epochs[^1].Validation!.Metric, 1e-12);
    }

    [Fact]
    public async Task Folds_are_averaged_and_the_same_for_all_trials()
    {
        NetworkTrialOptions trials = new() { FoldSeed = 7, Abandonment = null };
        TrialResult best = await Experiment(context.Landscape().SweepableBinaryNetwork(SampleData.Binary), trials)
            .SetDataset(Training, fold: 3).SetMaxModelToExplore(1).RunAsync();

        double[] expected =
        [
            .. new MLContext(7).Data.CrossValidationSplit(Training, 3, seed: 7).Select(fold => context.BinaryClassification.Evaluate(
                context.Landscape().BinaryNetwork(SampleData.Binary).Fit(fold.TrainSet, fold.TestSet).Transform(fold.TestSet)).Accuracy),
        ];
        Assert.Equal(expected.Average(), best.Metric, 1e-12);
    }

    [Theory]
    [InlineData(nameof(SampleRow.Class))]
    [InlineData(nameof(SampleRow.Number))]
    public async Task Other_tasks_get_their_validation_data_too(string label)
    {
        IDataView training = SampleData.View(context, label: label), validation = SampleData.View(context, 60, 4, label);
        int epochs = 0;
        NetworkTrialOptions trials = new() { Progress = new SynchronousProgress<TrialEpoch>(epoch => epochs += epoch.Epoch.Record.Validation is null ? 0 : 1) };
        bool isRegression = label == nameof(SampleRow.Number);
        SweepableEstimator trainer = isRegression
            ? context.Landscape().SweepableRegressionNetwork(new RegressionNetworkOptions { NumberOfEpochs = 8, Seed = 1 })
            : context.Landscape().SweepableMulticlassNetwork(new MulticlassNetworkOptions { NumberOfEpochs = 8, Seed = 1 });
        AutoMLExperiment experiment = context.Auto().CreateExperiment().SetNetworkPipeline(trainer, trials).SetDataset(training, validation).SetMonitor(monitor);
        experiment = isRegression
            ? experiment.SetRegressionMetric(RegressionMetric.RootMeanSquaredError, "Label")
            : experiment.SetMulticlassClassificationMetric(MulticlassClassificationMetric.MicroAccuracy, "Label");

        TrialResult best = await experiment.SetMaxModelToExplore(2).RunAsync();

        Assert.Equal(16, epochs);
        Assert.Equal(isRegression ? best.Metric : -best.Metric, best.Loss);
        Assert.InRange(best.Metric, isRegression ? 0 : 0.5, isRegression ? 7 : 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Other_trainers_may_compete(bool useDefaultTuner)
    {
        SweepableEstimator other = new((trial, _) => trial.BinaryClassification.Trainers.LbfgsLogisticRegression(), []);
        SweepablePipeline pipeline = context.Transforms.NormalizeMinMax("Features").Append(context.Landscape().SweepableBinaryNetwork(SampleData.Binary), other);
        AutoMLExperiment experiment = Experiment(pipeline).SetDataset(Training, Validation).SetMaxModelToExplore(6);
        await (useDefaultTuner ? experiment : experiment.SetRandomSearchTuner(seed: 1)).RunAsync();

        Assert.All(monitor.Trials, trial => Assert.Equal(TrialEnd.Completed, trial.Outcome));
        // The default tuner chooses by the clock, too; the random one by its seed, and tries both.
        Assert.True(useDefaultTuner || monitor.Trials.Select(trial => trial.Parameters.Count).Distinct().Order().SequenceEqual([0, 7]));
        Assert.All(monitor.Trials, trial => Assert.InRange(trial.Metric!.Value, 0.4, 1));
    }

    [Fact]
    public async Task Folds_are_abandoned_one_by_one_and_told_of()
    {
        List<(int Fold, int Folds)> folds = [];
        NetworkTrialOptions trials = new()
        {
            Abandonment = new MedianStopping { MinimumTrials = 1, MinimumEpochs = 2 },
            Progress = new SynchronousProgress<TrialEpoch>(epoch => folds.Add((epoch.Fold, epoch.Folds))),
        };
        await Experiment(context.Landscape().SweepableBinaryNetwork(SampleData.Binary), trials)
            .SetTuner(services => Script(services, [0.02, 1e-7])).SetDataset(Training, fold: 2).SetMaxModelToExplore(2).RunAsync();

        Assert.Equal(Enumerable.Repeat((1, 2), 12).Concat(Enumerable.Repeat((2, 2), 12)).Concat([(1, 2), (1, 2)]), folds);
        Assert.Equal(TrialEnd.Abandoned, monitor.Trials[1].Outcome);
    }

    [Fact]
    public async Task The_same_seeds_give_the_same_trials()
    {
        string[] runs = [await RunTrials(1), await RunTrials(1), await RunTrials(2)];
        Assert.Equal(runs[0], runs[1]);
        Assert.NotEqual(runs[0], runs[2]);
    }

    [Fact]
    public async Task A_hopeless_trial_is_abandoned_and_tells_the_tuner_the_worst_loss()
    {
        ScriptedTuner? tuner = null;
        NetworkTrialOptions trials = new() { Abandonment = new MedianStopping { MinimumTrials = 2, MinimumEpochs = 3 } };
        TrialResult best = await Experiment(context.Landscape().SweepableBinaryNetwork(SampleData.Binary), trials)
            .SetTuner(services => tuner = Script(services, [0.01, 0.02, 1e-7])).SetDataset(Training, Validation).SetMaxModelToExplore(3).RunAsync();

        Assert.Equal([TrialEnd.Completed, TrialEnd.Completed, TrialEnd.Abandoned], monitor.Trials.Select(trial => trial.Outcome));
        Assert.Equal("Hopeless after epoch 3 of fold 1.", monitor.Trials[2].Message);
        Assert.Null(monitor.Trials[2].Metric);
        Assert.Equal(tuner!.Losses[..2].Max(), tuner.Losses[2]);
        Assert.NotEqual(2, best.TrialSettings.TrialId);
        Assert.NotNull(best.Model);
    }

    [Fact]
    public async Task Without_a_rule_every_trial_runs_to_its_end()
    {
        await Experiment(context.Landscape().SweepableBinaryNetwork(SampleData.Binary), new NetworkTrialOptions { Abandonment = null })
            .SetTuner(services => Script(services, [0.01, 0.02, 1e-7])).SetDataset(Training, Validation).SetMaxModelToExplore(3).RunAsync();
        Assert.All(monitor.Trials, trial => Assert.Equal(TrialEnd.Completed, trial.Outcome));
    }

    [Fact]
    public async Task A_cancelled_experiment_stops_within_the_epoch_and_returns_the_best_so_far()
    {
        using CancellationTokenSource source = new();
        int epochsAfterwards = 0;
        SynchronousProgress<TrialEpoch> progress = new(epoch =>
        {
            epochsAfterwards += source.IsCancellationRequested ? 1 : 0;
            if (epoch is { TrialId: 1, Epoch.Record.Epoch: 2 })
            {
                source.Cancel();
            }
        });

        TrialResult best = await Experiment(context.Landscape().SweepableBinaryNetwork(SampleData.Binary), new NetworkTrialOptions { Progress = progress })
            .SetDataset(Training, Validation).SetMaxModelToExplore(50).RunAsync(source.Token);

        Assert.Equal((0, 0), (best.TrialSettings.TrialId, epochsAfterwards));
        Assert.Single(monitor.Trials);
    }

    [Fact]
    public async Task The_best_model_survives_its_trial()
    {
        using TemporaryFolder folder = new();
        TrialResult best = await Experiment(context.Landscape().SweepableBinaryNetwork(SampleData.Binary)).SetDataset(Training, Validation).SetMaxModelToExplore(3).RunAsync();
        context.Model.Save(best.Model, Training.Schema, folder.File("best.zip"));
        MLContext fresh = new();
        ITransformer loaded = fresh.Model.Load(folder.File("best.zip"), out _);
        Assert.Equal(best.Metric, fresh.BinaryClassification.Evaluate(loaded.Transform(SampleData.View(fresh, 60, 4))).Accuracy);
    }

    [Fact]
    public async Task Says_what_is_missing()
    {
        AutoMLExperiment withoutData = Experiment(context.Landscape().SweepableBinaryNetwork()).SetMaxModelToExplore(1);
        Assert.Equal(
            "The experiment lacks data: call SetDataset, before the run.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => withoutData.RunAsync())).Message);
    }

    private static async Task<string> RunTrials(int seed)
    {
        MLContext own = new(seed);
        TrialMonitor trials = new();
        await own.Auto().CreateExperiment()
            .SetNetworkPipeline(own.Landscape().SweepableBinaryNetwork(SampleData.Binary))
            .SetDataset(SampleData.View(own), SampleData.View(own, 60, 4))
            .SetBinaryClassificationMetric(BinaryClassificationMetric.AreaUnderRocCurve, "Label")
            .SetMonitor(trials)
            .SetMaxModelToExplore(4)
            .RunAsync();
        return JsonSerializer.Serialize(trials.Trials.Select(trial => trial with { Elapsed = default }));
    }

    private AutoMLExperiment Experiment(SweepableEstimator trainer, NetworkTrialOptions? options = null) =>
        Configured(context.Auto().CreateExperiment().SetNetworkPipeline(trainer, options));

    private AutoMLExperiment Experiment(SweepablePipeline pipeline) => Configured(context.Auto().CreateExperiment().SetNetworkPipeline(pipeline));

    private AutoMLExperiment Configured(AutoMLExperiment experiment) =>
        experiment.SetBinaryClassificationMetric(BinaryClassificationMetric.Accuracy, "Label").SetMonitor(monitor);

    private static ScriptedTuner Script(IServiceProvider services, IReadOnlyList<double> rates) =>
        new((AutoMLExperiment.AutoMLExperimentSettings)services.GetService(typeof(AutoMLExperiment.AutoMLExperimentSettings))!, "e1", rates);

    private BinaryNetworkModel Model(TrialResult result) => (BinaryNetworkModel)context.Landscape().FindModels(result.Model)[0];
}
