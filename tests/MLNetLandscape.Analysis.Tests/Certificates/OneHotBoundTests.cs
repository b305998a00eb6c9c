using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;

namespace MLNetLandscape.Analysis.Tests.Certificates;

/// <summary>The least that rows of one input can cost under one-hot squares.</summary>
public sealed class OneHotBoundTests
{
    [Theory]
    [InlineData(false, "0 1 1 2", null)]
    [InlineData(true, "0 1 1 2", null)]
    [InlineData(false, "0 1 2", "0.5 2 3")]
    [InlineData(true, "0 1 2", "0.5 2 3")]
    [InlineData(false, "0 0 2", null)]
    [InlineData(false, "1 1", "1 4")]
    public void Is_what_descent_over_the_outputs_finds(bool softmax, string labels, string? weights)
    {
        OneHotSquared loss = new(softmax);
        (Dataset<double> data, int[] rows) = Rows(labels, weights);
        GroupBound bound = new LossBound(loss, data, 3, OutputRange.Unbounded, OutputRange.Unbounded).Of(rows);
        double least = WeightOf(data) * new LimitedMemoryBfgs { GradientTolerance = 1e-12 }.Minimize(MeanOf(loss, data), [0, 0, 0, 0.1, -0.2, 0.05], CancellationToken.None).Value;
        Assert.True(bound.IsAttained);
        Assert.Equal(least, bound.Value, 1e-9);
        Assert.True(bound.Value <= least + 1e-15);
    }

    [Fact]
    public void Is_half_the_weight_times_Ginis_impurity()
    {
        // Three of class 0 and one of class 1: 4 / 2 (1 - 9/16 - 1/16) = 0.75.
        (Dataset<double> data, int[] rows) = Rows("0 0 0 1", null);
        Assert.Equal(0.75, new LossBound(new OneHotSquared(), data, 2, OutputRange.Unbounded, OutputRange.Unbounded).Of(rows).Value, 1e-11);
    }

    [Fact]
    public void Is_out_of_a_softmaxs_reach_where_a_class_is_missing()
    {
        (Dataset<double> data, int[] rows) = Rows("0 0 2", null);
        OneHotSquared loss = new(AppliesSoftmax: true);
        GroupBound bound = new LossBound(loss, data, 3, OutputRange.Unbounded, OutputRange.Unbounded).Of(rows);
        Assert.False(bound.IsAttained);

        // Far out along the way to p = (2/3, 0, 1/3) the cost comes as near as one likes.
        double[] parameters = [0, 0, 0, Math.Log(2), -30, 0];
        Assert.InRange((WeightOf(data) * MeanOf(loss, data).Value(parameters)) - bound.Value, 0, 1e-9);
    }

    [Theory]
    [InlineData(0.0, 1.0, false, false)]
    [InlineData(0.0, 1.0, true, true)]
    [InlineData(0.5, 1.0, true, false)]
    public void Is_attained_only_by_shares_within_the_outputs_range(double low, double high, bool includesEnds, bool attained)
    {
        // The best outputs are the classes' shares, 2/3, 0 and 1/3.
        (Dataset<double> data, int[] rows) = Rows("0 0 2", null);
        OutputRange range = new(low, high, includesEnds);
        Assert.Equal(attained, new LossBound(new OneHotSquared(), data, 3, range, range).Of(rows).IsAttained);
    }

    private static (Dataset<double> Data, int[] Rows) Rows(string labels, string? weights)
    {
        double[] targets = [.. labels.Split(' ').Select(double.Parse)];
        Dataset<double> data = new()
        {
            Features = new double[targets.Length],
            Targets = targets,
            Rows = targets.Length,
            Weights = weights is null ? (ReadOnlyMemory<double>?)null : weights.Split(' ').Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToArray(),
        };
        return (data, [.. Enumerable.Range(0, targets.Length)]);
    }

    /// <summary>The mean loss of a network whose outputs are its biases, the last three parameters: all inputs are zero.</summary>
    private static NetworkObjective MeanOf(OneHotSquared loss, Dataset<double> data) =>
        new(Network<double>.Create(Problem.Dense([1, 3], new Identity()), 1), loss, new Regularization(), data);

    private static double WeightOf(Dataset<double> data) => data.Weights is { } weights ? weights.ToArray().Sum() : data.Rows;
}
