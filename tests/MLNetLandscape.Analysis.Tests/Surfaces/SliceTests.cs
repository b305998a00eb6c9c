using MLNetLandscape.Analysis.Directions;
using MLNetLandscape.Analysis.Surfaces;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Tests.Surfaces;

public sealed class SliceTests
{
    private static readonly TestFunction Bowl = new(3, x => (x[0] * x[0]) + (2 * x[1] * x[1]) + x[2], x => [2 * x[0], 4 * x[1], 1]);

    [Fact]
    public void The_default_axis_has_51_places_from_minus_1_to_1() =>
        Assert.Equal((-1, 1, 51, 0.04), (SliceAxis.Default.Minimum, SliceAxis.Default.Maximum, SliceAxis.Default.Count, Math.Round(SliceAxis.Default.Spacing, 14)));

    [Fact]
    public void Holds_the_objective_at_every_place()
    {
        SliceSpace space = new([1, 0, 5], [1, 0, 0], [0, 1, 1]);
        Slice slice = Slice.Evaluate(Bowl, space, new SliceAxis(-1, 1, 5), new SliceAxis(0, 3, 4), 2, null, TestContext.Current.CancellationToken);
        for (int j = 0; j < 4; j++)
        {
            for (int i = 0; i < 5; i++)
            {
                double u = -1 + (0.5 * i), v = j;
                Assert.Equal(((1 + u) * (1 + u)) + (2 * v * v) + 5 + v, slice[i, j], 12);
            }
        }
    }

    [Fact]
    public void Leaves_no_place_out_however_many_threads_are_allowed()
    {
        Slice slice = Slice.Evaluate(
            Bowl, new SliceSpace([1, 0, 5], [1, 0, 0]), new SliceAxis(0, 1, 3), null, int.MaxValue, null, TestContext.Current.CancellationToken);
        Assert.Equal([6, 7.25, 9], slice.Values);
    }

    [Fact]
    public void Does_not_depend_on_the_number_of_threads()
    {
        Network<double> network = Network<double>.Create(NetworkProblem.Definition(4, new Relu(), 6), 1);
        NetworkObjective objective = NetworkProblem.Objective(network, NetworkProblem.Data(40, 4, 1));
        SliceSpace space = new(network.Parameters.ToArray(), RandomDirection.Normal(objective.Dimension, 1, 0), RandomDirection.Normal(objective.Dimension, 1, 1));
        SliceAxis axis = new(-1, 1, 9);
        Slice one = Slice.Evaluate(objective, space, axis, axis, 1, null, TestContext.Current.CancellationToken);
        Slice three = Slice.Evaluate(objective, space, axis, axis, 3, null, TestContext.Current.CancellationToken);
        Assert.Equal(one.Values, three.Values);
        Assert.Equal(objective.Value(network.Parameters), one[4, 4]);
    }

    [Fact]
    public void Refuses_an_objective_that_is_random()
    {
        double count = 0;
        TestFunction random = new(1, _ => count++, x => x);
        Assert.Equal(
            "The objective is not deterministic: two values at the same parameters were 0 and 1. "
            + "Fix its seed, switch off dropout, and evaluate all the data, not a batch; nothing can be said of a random function.",
            Assert.Throws<InvalidOperationException>(() => Slice.Evaluate(random, new SliceSpace([0], [1]), SliceAxis.Default, null, 1, null, TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void Refuses_what_is_no_slice()
    {
        Assert.Equal(
            "Origin[1] must be finite, but was NaN. A diverged training is the usual cause: take an earlier point.",
            Assert.Throws<ArgumentException>(() => new SliceSpace([1, double.NaN], [1, 0])).Message);
        Assert.Equal(
            "The directions of a surface must span a plane, but one is a multiple of the other. Choose another one.",
            Assert.Throws<ArgumentException>(() => new SliceSpace([1, 1], [1, 2], [-2, -4])).Message);
        Assert.StartsWith("A direction must not be zero", Assert.Throws<ArgumentException>(() => new SliceSpace([1, 1], [0, 0])).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The objective takes 3 parameters, but 2 were given. Use the model that the objective was made for.",
            Assert.Throws<ArgumentException>(() => Slice.Evaluate(Bowl, new SliceSpace([1, 1], [1, 0]), SliceAxis.Default, null, 1, null, TestContext.Current.CancellationToken)).Message);
        Assert.Equal(
            "A slice's range must have its end above its start, both finite, but was 1 to 1. The default is -1 to 1.",
            Assert.Throws<ArgumentException>(() => new SliceAxis(1, 1, 3)).Message);
    }

    [Fact]
    public void Hears_a_cancellation()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Slice.Evaluate(Bowl, new SliceSpace([1, 1, 1], [1, 0, 0]), SliceAxis.Default, null, 1, null, source.Token));
    }
}
