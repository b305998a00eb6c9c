using System.Xml.Linq;
using MLNetLandscape.Analysis.Plots;
using MLNetLandscape.Analysis.Surfaces;
using MLNetLandscape.Analysis.Tests.Surfaces;
using MLNetLandscape.Core.Plots;
using MLNetLandscape.Core.Tests;

namespace MLNetLandscape.Analysis.Tests.Plots;

public sealed class SurfacePlotTests
{
    [Fact]
    public void Contours_of_a_circle_lie_on_it()
    {
        double[] places = [.. Enumerable.Range(0, 81).Select(i => -2 + (0.05 * i))];
        double[] values = [.. places.SelectMany(y => places.Select(x => (x * x) + (y * y)))];
        (ChartPoint From, ChartPoint To)[] segments = [.. new ContourSeries(places, places, values, []).Segments(1)];
        Assert.All(segments, segment => Assert.Equal(1, Math.Sqrt((segment.From.X * segment.From.X) + (segment.From.Y * segment.From.Y)), 1e-3));
        double length = segments.Sum(segment => Math.Sqrt(Math.Pow(segment.From.X - segment.To.X, 2) + Math.Pow(segment.From.Y - segment.To.Y, 2)));
        Assert.Equal(2 * Math.PI, length, 1e-2);
    }

    [Theory]
    [InlineData(1.0, 1, 0)] // mean 1.5 above the level: the middle is high, each low corner is cut off
    [InlineData(2.0, 0, 0)] // mean below: each high corner is cut off
    public void A_saddle_cell_is_split_as_its_mean_says(double level, double cornerX, double cornerY)
    {
        (ChartPoint From, ChartPoint To)[] segments = [.. new ContourSeries([0, 1], [0, 1], [3, 0, 0, 3], []).Segments(level)];
        Assert.Equal(2, segments.Length);
        Assert.Contains(segments, segment => Math.Abs(((segment.From.X + segment.To.X) / 2) - cornerX) < 0.5 && Math.Abs(((segment.From.Y + segment.To.Y) / 2) - cornerY) < 0.5);
    }

    [Fact]
    public void Cells_without_a_number_have_neither_colour_nor_line()
    {
        Assert.Null(new ColorScale(Axis.Exactly("", 0, 1)).Of(double.NaN));
        Assert.Empty(new ContourSeries([0, 1], [0, 1], [0, double.NaN, 2, 2], []).Segments(1));
    }

    [Fact]
    public void The_ends_of_the_scale_are_viridis()
    {
        ColorScale scale = new(Axis.Exactly("", 0, 1));
        Assert.Equal(("#440154", "#21918c", "#fde725"), (scale.Of(-5), scale.Of(0.5), scale.Of(7)));
    }

    [Fact]
    public void A_surface_is_well_formed_SVG_with_a_map_a_bar_and_its_maxima()
    {
        TestFunction hill = new(2, x => 2 - (x[0] * x[0]) - (x[1] * x[1]), x => [-2 * x[0], -2 * x[1]]);
        Slice slice = Slice.Evaluate(
            hill, new SliceSpace([0, 0], [1, 0], [0, 1]), new SliceAxis(-1, 1, 11), new SliceAxis(-1, 1, 11), 1, null, TestContext.Current.CancellationToken);
        SurfacePlot plot = new() { Title = "A <hill>", Slice = slice, Maxima = SliceMaxima.Locate(hill, slice, 1, TestContext.Current.CancellationToken), Path = [(-0.5, 0.5), (0, 0)] };
        XElement svg = XElement.Parse(plot.ToDocument());
        Assert.Contains(svg.Descendants(), element => element.Value == "A <hill>");
        Assert.Contains(svg.Descendants(), element => element.Value == "Smooth maximum");
        Assert.Contains(svg.Descendants(), element => (string?)element.Attribute("class") == "trail");
        Assert.True(svg.Descendants().Count(element => element.Attribute("fill") is not null) > 60);
        Assert.DoesNotContain("NaN", plot.ToDocument(), StringComparison.Ordinal);
        Assert.Equal(plot.ToDocument(), ForeignCulture.Run(plot.ToDocument));
    }

    [Fact]
    public void A_line_is_a_curve()
    {
        TestFunction line = new(1, x => x[0] * x[0], x => [2 * x[0]]);
        Slice slice = Slice.Evaluate(line, new SliceSpace([0], [1]), SliceAxis.Default, null, 1, null, TestContext.Current.CancellationToken);
        Assert.Single(new SurfacePlot { Title = "Line", Slice = slice }.Charts);
    }
}
