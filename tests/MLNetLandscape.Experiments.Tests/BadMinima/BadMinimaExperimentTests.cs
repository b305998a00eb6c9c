using System.Text.Json;
using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Experiments.BadMinima;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Experiments.Tests.BadMinima;

public sealed class BadMinimaExperimentTests
{
    private static async Task<MinimumTrialResult> First(string problem)
    {
        ExperimentOptions options = new() { Quick = true, Runs = 1, Parts = [problem] };
        ExperimentResult result = await ExperimentRun.RunAsync(new BadMinimaExperiment(), options);
        return result.Trials[0].Result.Deserialize<MinimumTrialResult>(Core.Persistence.JsonFormat.Compact)!;
    }

    [Fact]
    public async Task Should_repeat_bit_for_bit_with_other_threads()
    {
        ExperimentOptions options = new() { Quick = true, Runs = 1, Parts = ["xor", "one-neuron"] };
        ExperimentResult one = await ExperimentRun.RunAsync(new BadMinimaExperiment(), options with { Threads = 1 });
        ExperimentResult three = await ExperimentRun.RunAsync(new BadMinimaExperiment(), options with { Threads = 3 });
        Assert.Equal(ReportJson.Write(one).ToJsonString(), ReportJson.Write(three).ToJsonString());
    }

    /// <summary>The minimum of sum (1 -+ theta)^3 over labels +, +, - is 2.745 at theta = 0.1716, by hand: (3 - 2 sqrt 2); the loss here is the mean.</summary>
    [Fact]
    public async Task Should_find_the_minimum_of_the_constant_network_and_the_failure_of_its_neuron()
    {
        MinimumTrialResult result = await First("constant-conflict");
        MinimumEnd plain = result.Ends[0], neuron = result.Ends.First(end => end.Arm == MinimumArm.Skip);
        double theta = 3 - (2 * Math.Sqrt(2));
        double least = ((2 * Math.Pow(1 - theta, 3)) + Math.Pow(1 + theta, 3)) / 3;
        Assert.Equal(2.745, 3 * least, 5e-4);
        Assert.Equal(least, plain.BaseLoss, 1e-6);
        Assert.True(neuron.BaseLoss > 2 * least);
        Assert.True(neuron.Objective < least / 2);
        Assert.Equal(Verdict.Diverging, neuron.Verdict);
        Assert.Equal(EscapeOutcome.OnlySeems, neuron.OutcomeOf(least, 1e-3));
    }

    [Fact]
    public async Task Should_not_revive_dead_units()
    {
        MinimumTrialResult result = await First("dead");
        Assert.Equal(0, result.LowerBound);
        Assert.All(result.Ends, end => Assert.NotEqual(EscapeOutcome.Solved, end.OutcomeOf(0, 0.01)));
    }

    [Fact]
    public void Should_refuse_a_problem_that_it_does_not_know()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => MinimumProblems.Find("riddle"));
        Assert.Equal("Problem must be one of constant, constant-conflict, xor, xor-conflict, xor-one-unit, dead, one-neuron, two-outputs, but was 'riddle'.", exception.Message);
    }
}
