using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.Tests;

public sealed class ProgressMeterTests
{
    private static readonly IReadOnlyDictionary<string, double> Costs = new Dictionary<string, double> { ["short"] = 1, ["brief"] = 1, ["long"] = 6, ["longest"] = 12 };

    [Fact]
    public void Should_count_finished_trials_that_reported_by_their_own_cost()
    {
        Listener listener = new();
        ProgressMeter meter = new(Costs, TimeProvider.System, listener);
        meter.Report(new StudyProgress { Total = 4, Running = 1, Latest = new TrialProgress("short", 1, 1) });
        meter.Report(new StudyProgress { Total = 4, Running = 1, Done = 1, Latest = new TrialProgress("brief", 1, 1) });
        meter.Report(new StudyProgress { Total = 4, Running = 1, Done = 2 });
        Assert.Equal(2.0 / 20, listener.Last.Share, 1e-12);
        meter.Report(new StudyProgress { Total = 4, Running = 1, Done = 2, Latest = new TrialProgress("long", 1, 2) });
        Assert.Equal(5.0 / 20, listener.Last.Share, 1e-12);
    }

    [Fact]
    public void Should_count_silent_trials_by_the_mean_and_never_go_back()
    {
        Listener listener = new();
        ProgressMeter meter = new(Costs, TimeProvider.System, listener);
        meter.Report(new StudyProgress { Total = 4, Done = 2 });
        Assert.Equal(0.5, listener.Last.Share, 1e-12);
        meter.Report(new StudyProgress { Total = 4, Done = 2, Running = 1, Latest = new TrialProgress("longest", 1, 20) });
        Assert.Equal(0.5, listener.Last.Share, 1e-12);
        meter.Report(new StudyProgress { Total = 4, Done = 4 });
        Assert.Equal(1, listener.Last.Share);
    }

    [Fact]
    public void Should_not_take_trials_that_run_on_for_those_that_an_earlier_run_did()
    {
        Listener listener = new();
        ProgressMeter meter = new(Costs, TimeProvider.System, listener);
        meter.Report(new StudyProgress { Total = 4, Done = 2, Running = 2, Latest = new TrialProgress("short", 1, 2) });
        meter.Report(new StudyProgress { Total = 4, Done = 2, Running = 2, Latest = new TrialProgress("brief", 1, 2) });
        Assert.Equal(19.0 / 20, listener.Last.Share, 1e-12);
    }

    private sealed class Listener : IProgress<ExperimentProgress>
    {
        public ExperimentProgress Last { get; private set; }

        public void Report(ExperimentProgress value) => Last = value;
    }
}
