using MLNetLandscape.Core.Training;
using MLNetLandscape.Experiments.Kawaguchi;
using MLNetLandscape.Experiments.Training;

namespace MLNetLandscape.Experiments.Tests.Kawaguchi;

public sealed class TupleRunsTests
{
    public sealed class TheRecentFallProperty
    {
        [Fact]
        public void Should_be_the_largest_of_the_tuple_over_the_last_tenth_of_the_epochs()
        {
            double[] slow = [.. Enumerable.Range(0, 20).Select(epoch => 10.0 - (0.1 * epoch))];
            double[] fast = [.. Enumerable.Range(0, 20).Select(epoch => Math.Pow(0.5, epoch))];
            Assert.Equal(0.2 / 8.3, RunsOf(slow).RecentFall, 1e-12);
            Assert.Equal(0.75, RunsOf(slow, fast).RecentFall, 1e-12);
        }

        [Fact]
        public void Should_compare_the_last_two_of_a_few_epochs() => Assert.Equal(0.25, RunsOf([9, 4, 3]).RecentFall, 1e-12);

        [Fact]
        public void Should_be_no_number_where_an_objective_is_none()
        {
            Assert.Equal(double.NaN, RunsOf([2, double.NaN], [2, 1]).RecentFall);
            Assert.Equal(double.NaN, RunsOf([2]).RecentFall);
        }
    }

    private static TupleRuns RunsOf(params double[][] objectives) => new(
        new KawaguchiTrialSettings { Part = "boston", Variant = KawaguchiVariant.Dense },
        new KawaguchiTrialResult { Models = [.. objectives.Select(Model)] });

    private static KawaguchiModel Model(double[] objective) => new()
    {
        Sigma = 2,
        Curve = new TrainingCurve
        {
            Reason = StopReason.Completed,
            ValidationMetric = [],
            ValidationLoss = [],
            Objective = objective,
            BaseLoss = [],
            Scale = [],
            Bias = [],
            WeightNorm = [],
            LargestTerm = [],
        },
        Loss = 1,
        Metric = 1,
        DeadShare = 0,
        DeadOutputs = 0,
        IsConstant = false,
    };
}
