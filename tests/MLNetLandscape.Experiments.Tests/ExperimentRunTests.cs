using System.Text.Json.Nodes;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Experiments.Tests;

public sealed class ExperimentRunTests
{
    private static async Task<string> JsonOf(IExperiment experiment, ExperimentOptions options) =>
        ReportJson.Write(await ExperimentRun.RunAsync(experiment, options)).ToJsonString();

    [Fact]
    public async Task Should_not_depend_on_the_number_of_threads() =>
        Assert.Equal(
            await JsonOf(new CountingExperiment(), new ExperimentOptions { Threads = 1 }), await JsonOf(new CountingExperiment(), new ExperimentOptions { Threads = 5 }));

    [Fact]
    public async Task Should_depend_on_the_seed() =>
        Assert.NotEqual(
            (await ExperimentRun.RunAsync(new CountingExperiment(), new ExperimentOptions { Seed = 1 })).Trials[0].Result.ToString(),
            (await ExperimentRun.RunAsync(new CountingExperiment(), new ExperimentOptions { Seed = 2 })).Trials[0].Result.ToString());

    [Fact]
    public async Task Should_go_on_where_it_was_interrupted()
    {
        using TemporaryFolder folder = new();
        ExperimentOptions options = new() { Threads = 1, StateDirectory = folder["state"] };
        using CancellationTokenSource stop = new();
        CountingExperiment first = new() { AfterNumber = (key, count) => Stop(stop, key == "run 3" && count == 20) };
        await Assert.ThrowsAsync<OperationCanceledException>(() => ExperimentRun.RunAsync(first, options, null, stop.Token));
        Assert.Equal((3 * 50) + 20, first.Drawn);

        CountingExperiment second = new();
        ExperimentResult resumed = await ExperimentRun.RunAsync(second, options);
        Assert.Equal((3 * 50) - 20, second.Drawn);
        Assert.Equal(3, resumed.TakenUp);
        Assert.Equal(6, (await ExperimentRun.RunAsync(second, options)).TakenUp);
        Assert.EndsWith(" for 3 of 6 trials; the others were done before", RunTime.Of(resumed), StringComparison.Ordinal);
        Assert.Equal(await JsonOf(new CountingExperiment(), new ExperimentOptions()), ReportJson.Write(resumed).ToJsonString());
    }

    [Fact]
    public async Task Should_do_the_chosen_part_alone_with_the_same_results()
    {
        ExperimentResult all = await ExperimentRun.RunAsync(new CountingExperiment(), new ExperimentOptions());
        ExperimentResult odd = await ExperimentRun.RunAsync(new CountingExperiment(), new ExperimentOptions { Parts = ["odd"] });
        Assert.Equal(["run 1", "run 3", "run 5"], odd.Trials.Select(trial => trial.Trial.Key));
        Assert.Equal(all.Trials[3].Result.ToString(), odd.Trials[1].Result.ToString());
    }

    [Fact]
    public async Task Should_tell_its_progress_up_to_the_end()
    {
        List<ExperimentProgress> reports = [];
        await ExperimentRun.RunAsync(new CountingExperiment(), new ExperimentOptions { Threads = 1 }, new Listener(reports.Add));
        Assert.Equal(new ExperimentProgress(6, 6, 1, TimeSpan.Zero), reports[^1] with { Left = TimeSpan.Zero });
        Assert.True(reports.Zip(reports.Skip(1)).All(pair => pair.Second.Share >= pair.First.Share));
        Assert.Contains(reports, report => report is { Done: 2, Share: > 0.4 and < 0.5 });
    }

    [Theory]
    [InlineData("part", "A part of 'counting' must be one of even, odd, but was 'prime'.")]
    [InlineData("runs", "Runs must be at least 1, but was 0.")]
    [InlineData("epochs", "Epochs must be at least 1, but was -1.")]
    public async Task Should_refuse_options_that_do_not_suit(string which, string message)
    {
        ExperimentOptions options = which switch
        {
            "part" => new() { Parts = ["prime"] },
            "runs" => new() { Runs = 0 },
            _ => new() { Epochs = -1 },
        };
        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => ExperimentRun.RunAsync(new CountingExperiment(), options));
        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public async Task Should_say_which_trial_failed()
    {
        CountingExperiment experiment = new() { AfterNumber = (key, count) => Fail(key == "run 2" && count == 5) };
        StudyException exception = await Assert.ThrowsAsync<StudyException>(() => ExperimentRun.RunAsync(experiment, new ExperimentOptions()));
        Assert.Equal("Trial 'run 2' of the study 'counting' failed: The die fell off the table.", exception.Message);
    }

    [Fact]
    public async Task Should_write_the_command_that_repeats_it_and_every_trial()
    {
        ExperimentOptions options = new() { Runs = 2, Epochs = 3, Seed = 7, Parts = ["odd"] };
        JsonObject json = ReportJson.Write(await ExperimentRun.RunAsync(new CountingExperiment(), options));
        Assert.Equal("landscape experiment counting --runs 2 --epochs 3 --only odd --seed 7", (string?)json["command"]);
        Assert.Equal("undecided", (string?)json["claims"]![0]!["verdict"]);
        Assert.Equal("""{"count":3}""", json["trials"]![0]!["settings"]!.ToJsonString());
        Assert.Equal((double)json["trials"]![0]!["result"]!["mean"]!, (double)json["tables"]![0]!["rows"]![0]![1]!["value"]!);
    }

    private static void Stop(CancellationTokenSource source, bool now)
    {
        if (now)
        {
            source.Cancel();
        }
    }

    private static void Fail(bool now)
    {
        if (now)
        {
            throw new InvalidOperationException("The die fell off the table.");
        }
    }

    private sealed class Listener(Action<ExperimentProgress> listen) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value) => listen(value);
    }
}
