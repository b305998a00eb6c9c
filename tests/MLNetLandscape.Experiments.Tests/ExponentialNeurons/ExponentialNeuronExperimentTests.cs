using System.Text.Json;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tests.Data;
using MLNetLandscape.Experiments.ExponentialNeurons;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Experiments.Tests.ExponentialNeurons;

public sealed class ExponentialNeuronExperimentTests
{
    [Fact]
    public void Has_the_articles_sizes()
    {
        Assert.Equal(64_245, Network<float>.Create(EegTraining.Network, 1).Layout.Count);
        Assert.Equal(64_245 + 2_354, Network<float>.Create(EegTraining.Network with { Neuron = new SkipNeuron() }, 1).Layout.Count);
    }

    [Fact]
    public async Task Should_repeat_bit_for_bit_and_hold_a_fifth_out()
    {
        ExperimentOptions options = new() { Quick = true, Runs = 1, Epochs = 1, Parts = ["standardized"], DataDirectory = Path.GetDirectoryName(DataFolder.Require("eeg")) };
        ExperimentResult one = await ExperimentRun.RunAsync(new ExponentialNeuronExperiment(), options with { Threads = 1 });
        ExperimentResult two = await ExperimentRun.RunAsync(new ExponentialNeuronExperiment(), options with { Threads = 2 });
        Assert.Equal(ReportJson.Write(one).ToJsonString(), ReportJson.Write(two).ToJsonString());
        EegTrialResult trial = one.Trials[0].Result.Deserialize<EegTrialResult>(Core.Persistence.JsonFormat.Compact)!;
        Assert.Equal((194, 49), (trial.TrainingRows, trial.ValidationRows));
        Assert.Single(trial.Curve.ValidationMetric);
    }

    /// <summary>All frames: 2,913 to train and 729 held out, the article's numbers.</summary>
    [Fact]
    public void Plans_a_fifth_of_the_articles_frames_to_be_held_out()
    {
        EegFrames frames = EegFrames.Load(DataFolder.Require("eeg"));
        Split split = DataSplit.Holdout(frames.Data, 0.2, 1);
        Assert.Equal((2_913, 729), (split.Training.Length, split.Validation.Length));
    }

    /// <summary>What the report says of sessions held out.</summary>
    [Fact]
    public void Has_two_sessions_of_every_subject_one_of_each_class()
    {
        EegFrames frames = EegFrames.Load(DataFolder.Require("eeg"));
        float[] targets = frames.Data.Targets.ToArray();
        Assert.All(
            Enumerable.Range(0, targets.Length).GroupBy(row => frames.Subjects[row]),
            subject => Assert.Equal([1f, -1f], subject.GroupBy(row => frames.Sessions[row]).Select(session => session.Select(row => targets[row]).Distinct().Single())));
    }

    [Fact]
    public void Trains_as_long_as_the_article_in_its_parts_and_60_epochs_in_ours()
    {
        ExperimentData data = new(Path.GetDirectoryName(DataFolder.Require("eeg"))!, new MemoryDataStore());
        Assert.All(
            new ExponentialNeuronExperiment().Plan(new ExperimentOptions(), data).Select(trial => trial.Settings.Deserialize<EegTrialSettings>(Core.Persistence.JsonFormat.Compact)!),
            settings => Assert.Equal(settings.Part == "article" ? 400 : 60, settings.Epochs));
        Assert.Equal(60, new ExponentialNeuronExperiment().Plan(new ExperimentOptions(), data).Count);
    }

    [Theory]
    [InlineData(EegSplit.Random, null, true)]
    [InlineData(EegSplit.Random, 5, false)]
    [InlineData(EegSplit.Sessions, 2, true)]
    [InlineData(EegSplit.Subjects, 8, true)]
    [InlineData(EegSplit.Subjects, 1, false)]
    [InlineData(EegSplit.Sessions, 9, false)]
    [InlineData(EegSplit.Sessions, null, false)]
    public void Takes_folds_where_groups_are_held_out_and_there_alone(EegSplit split, int? folds, bool valid)
    {
        EegTrialSettings settings = new() { Part = "p", Scaling = EegScaling.Raw, Split = split, Arm = EegArm.Plain, Run = 0, Folds = folds, Epochs = 1 };
        Exception? exception = Record.Exception(() => new ExponentialNeuronExperiment().TrialType.Validate(TrialJson.Write(settings)));
        Assert.Equal(
            valid ? null : $"Epochs and Stride must be at least 1, Run at least 0 and Folds 2 to 8, or null for Random, but were 1, 1, 0 and {folds?.ToString() ?? "null"} for {split}.",
            exception?.Message);
    }

    [Fact]
    public void Gives_the_arms_of_a_run_one_seed()
    {
        ExperimentOptions options = new() { Runs = 2, Parts = ["standardized"] };
        IReadOnlyList<Trial> plan = new ExponentialNeuronExperiment().Plan(options, new ExperimentData(Path.GetDirectoryName(DataFolder.Require("eeg"))!, new MemoryDataStore()));
        Assert.Equal(4, plan.Count);
        Assert.Equal([plan[0].Seed, plan[2].Seed], [plan[1].Seed, plan[3].Seed]);
        Assert.NotEqual(plan[0].Seed, plan[2].Seed);
    }
}
