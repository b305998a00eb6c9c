using MLNetLandscape.Analysis.Directions;
using MLNetLandscape.Analysis.Surfaces;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Tests.Surfaces;

public sealed class SliceMaximaTests
{
    [Fact]
    public void Finds_a_smooth_maximum_between_places()
    {
        TestFunction hill = new(2, x => Math.Exp(-((x[0] - 0.123) * (x[0] - 0.123)) - (3 * (x[1] + 0.2) * (x[1] + 0.2))), x =>
        {
            double value = Math.Exp(-((x[0] - 0.123) * (x[0] - 0.123)) - (3 * (x[1] + 0.2) * (x[1] + 0.2)));
            return [-2 * (x[0] - 0.123) * value, -6 * (x[1] + 0.2) * value];
        });
        SliceMaximum maximum = Assert.Single(Locate(hill, new SliceSpace([0, 0], [1, 0], [0, 1]), new SliceAxis(-1, 1, 12)));
        Assert.Equal(0.123, maximum.U, 5);
        Assert.Equal(-0.2, maximum.V, 5);
        Assert.False(maximum.IsOnKink);
    }

    [Fact]
    public void Finds_a_maximum_on_a_kink()
    {
        TestFunction tent = new(2, x => -Math.Abs(x[0] - 0.31) - (2 * Math.Abs(x[0] + x[1])), x =>
        {
            double a = Math.Sign(x[0] - 0.31), b = 2 * Math.Sign(x[0] + x[1]);
            return [-a - b, -b];
        });
        SliceMaximum maximum = Assert.Single(Locate(tent, new SliceSpace([0, 0], [1, 0], [0, 1]), new SliceAxis(-1, 1, 21)));
        Assert.Equal(0.31, maximum.U, 2);
        Assert.True(maximum.IsOnKink);
    }

    [Fact]
    public void Places_that_climb_to_one_maximum_are_one_and_two_peaks_are_two()
    {
        // Above all of its neighbours at several places: a ridge that runs across the grid, so that between its places the grid falls.
        SliceSpace plane = new([0, 0], [1, 0], [0, 1]);
        foreach (double top in new[] { 0.11, -0.11 })
        {
            double Ridge(double[] x) => -Math.Abs(x[0] - (2.7 * x[1])) - (0.05 * Math.Abs(x[1] - top));
            TestFunction ridge = new(2, Ridge, x => Slopes(Ridge, x));
            SliceMaximum maximum = Assert.Single(Locate(ridge, plane, new SliceAxis(-1, 1, 24)));
            Assert.Equal(top, maximum.V, 2.0 / 23);
        }

        static double Peaks(double[] x) => Math.Max(1 - Math.Abs(x[0] - 0.3) - Math.Abs(x[1]), 0.9 - Math.Abs(x[0] + 0.3) - Math.Abs(x[1] - 0.2));
        TestFunction peaks = new(2, Peaks, x => Slopes(Peaks, x));
        Assert.Equal([1, 0.9], Locate(peaks, plane, new SliceAxis(-1, 1, 24)).Select(found => Math.Round(found.Value, 4)));
    }

    private static double[] Slopes(Func<double[], double> value, double[] x) =>
        [.. x.Select((_, i) => (value([.. x.Select((y, k) => k == i ? y + 1e-7 : y)]) - value([.. x.Select((y, k) => k == i ? y - 1e-7 : y)])) / 2e-7)];

    [Fact]
    public void Finds_both_kinds_on_a_line()
    {
        TestFunction wave = new(1, x => x[0] < 0 ? Math.Sin(-3 * x[0]) : 1 - Math.Abs(x[0] - 0.5), x => [x[0] < 0 ? -3 * Math.Cos(-3 * x[0]) : -Math.Sign(x[0] - 0.5)]);
        IReadOnlyList<SliceMaximum> found = LocateOnLine(wave, new SliceAxis(-1, 1, 40));
        Assert.Equal(2, found.Count);
        SliceMaximum smooth = Assert.Single(found, maximum => !maximum.IsOnKink);
        Assert.Equal(-Math.PI / 6, smooth.U, 4);
        Assert.Equal(0.5, Assert.Single(found, maximum => maximum.IsOnKink).U, 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_kink_that_only_one_side_of_a_line_shows_is_one(int side)
    {
        // Smooth on one side, where the gradient vanishes with the distance; a slope of 1 on the other.
        TestFunction edge = new(1, x => side * x[0] < 0 ? side * x[0] : -x[0] * x[0], x => [side * x[0] < 0 ? side : -2 * x[0]]);
        SliceMaximum maximum = Assert.Single(LocateOnLine(edge, new SliceAxis(-1, 1, 40)));
        Assert.Equal(0, maximum.U, 4);
        Assert.True(maximum.IsOnKink);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_kink_that_only_one_axis_crosses_is_one(int axis)
    {
        TestFunction roof = new(2, x => -(x[1 - axis] * x[1 - axis]) - Math.Abs(x[axis]), x =>
        {
            double[] slopes = [-2 * x[0], -2 * x[1]];
            slopes[axis] = -Math.Sign(Math.Round(x[axis], 9));
            return slopes;
        });
        Assert.True(Assert.Single(Locate(roof, new SliceSpace([0, 0], [1, 0], [0, 1]), new SliceAxis(-1, 1, 12))).IsOnKink);
    }

    [Fact]
    public void A_plateau_of_two_places_is_no_maximum()
    {
        // Flat between -0.25 and 0, two places of the grid, and falling beside them.
        TestFunction mesa = new(1, x => -Math.Max(0, Math.Abs(x[0] + 0.125) - 0.125), x => [Math.Abs(x[0] + 0.125) > 0.125 ? -Math.Sign(x[0] + 0.125) : 0]);
        Assert.Empty(LocateOnLine(mesa, new SliceAxis(-1, 1, 9)));
    }

    [Fact]
    public void Leaves_out_what_climbs_out_of_the_grid_and_plateaus()
    {
        TestFunction plane = new(2, x => x[0] + x[1], _ => [1, 1]);
        Assert.Empty(Locate(plane, new SliceSpace([0, 0], [1, 0], [0, 1]), new SliceAxis(-1, 1, 9)));
        TestFunction flat = new(2, _ => 3, _ => [0, 0]);
        Assert.Empty(Locate(flat, new SliceSpace([0, 0], [1, 0], [0, 1]), new SliceAxis(-1, 1, 9)));
    }

    /// <summary>Botev, Ritter, Barber 2017: with ReLU and a convex loss a layer's block of the Hessian is positive semidefinite off the kinks.</summary>
    [Fact]
    public void Maxima_of_a_ReLU_network_within_a_layer_lie_on_kinks_only()
    {
        int found = 0;
        for (long seed = 0; seed < 6; seed++)
        {
            foreach ((int u, int v) in new[] { (0, 0), (1, 1) })
            {
                IReadOnlyList<SliceMaximum> maxima = WithinLayers(new Relu(), seed, u, v);
                found += maxima.Count;
                Assert.All(maxima, maximum => Assert.True(maximum.IsOnKink, $"{maximum}"));
            }
        }

        Assert.True(found > 0, "no slice had an interior maximum, so nothing was shown");
    }

    [Fact]
    public void A_tanh_network_has_smooth_maxima() =>
        Assert.Contains(Enumerable.Range(0, 12).SelectMany(seed => WithinLayers(new Tanh(), seed, 0, 0)), maximum => !maximum.IsOnKink);

    private static IReadOnlyList<SliceMaximum> WithinLayers(Activation activation, long seed, int layerOfU, int layerOfV)
    {
        Network<double> network = Network<double>.Create(NetworkProblem.Definition(2, activation, 3, 3), seed);
        NetworkObjective objective = NetworkProblem.Objective(network, NetworkProblem.Data(6, 2, seed));
        double[] weights = [.. network.Parameters.ToArray().Select(value => 2 * value)];
        double[] u = LayerRestriction.Keep(network.Layout, RandomDirection.Normal(objective.Dimension, seed, 0), layerOfU);
        double[] v = LayerRestriction.Keep(network.Layout, RandomDirection.Normal(objective.Dimension, seed, 1), layerOfV);
        double[] origin = LayerRestriction.Clear(network.Layout, weights, layerOfU);
        return Locate(objective, new SliceSpace(origin, u, v), new SliceAxis(-3, 3, 41));
    }

    private static IReadOnlyList<SliceMaximum> LocateOnLine(IObjective objective, SliceAxis axis)
    {
        Slice slice = Slice.Evaluate(objective, new SliceSpace([0], [1]), axis, null, 1, null, TestContext.Current.CancellationToken);
        return SliceMaxima.Locate(objective, slice, 1, TestContext.Current.CancellationToken);
    }

    private static IReadOnlyList<SliceMaximum> Locate(IObjective objective, SliceSpace space, SliceAxis axis)
    {
        Slice slice = Slice.Evaluate(objective, space, axis, axis, 2, null, TestContext.Current.CancellationToken);
        return SliceMaxima.Locate(objective, slice, 2, TestContext.Current.CancellationToken);
    }
}
