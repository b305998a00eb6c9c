using System.Globalization;
using MLNetLandscape.Analysis.Surfaces;
using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Analysis.Plots;

/// <summary>Draws slices: a line as a curve, a plane as a heat map with contours, a colour bar, maxima and a training's path.</summary>
public sealed record SurfacePlot
{
    private const double BarWidth = 96;
    private const double LegendHeight = 22;
    private const int Contours = 12;

    /// <summary>Values this much above the smallest make the scale logarithmic: a linear one would show one colour.</summary>
    private const double LogarithmicRange = 100;

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>How to read it; null for a line that says what the slice is.</summary>
    public string? Subtitle { get; init; }

    /// <summary>The slice.</summary>
    public required Slice Slice { get; init; }

    /// <summary>What U is, for the axis.</summary>
    public string UTitle { get; init; } = "u";

    /// <summary>What V is, for the axis.</summary>
    public string VTitle { get; init; } = "v";

    /// <summary>What the values are.</summary>
    public string ValueTitle { get; init; } = "Objective";

    /// <summary>Maxima to mark.</summary>
    public IReadOnlyList<SliceMaximum> Maxima { get; init; } = [];

    /// <summary>A training's path in the plane; empty without.</summary>
    public IReadOnlyList<(double U, double V)> Path { get; init; } = [];

    /// <summary>Pixels of the whole plot.</summary>
    public double Width { get; init; } = 640;

    /// <summary>Pixels of the whole plot.</summary>
    public double Height { get; init; } = 560;

    /// <summary>The charts that make up the plot, side by side: the slice, then, for a plane, its colour bar.</summary>
    public IReadOnlyList<Chart> Charts => Slice.V is { } v ? [Map(v), Bar()] : [Curve()];

    /// <summary>The plot as an SVG file of its own.</summary>
    public string ToDocument() => SurfaceDocument.Write(Charts);

    /// <summary>The plot as SVG elements for a page that carries <see cref="Theme.Css"/>.</summary>
    public string ToElement() => SurfaceDocument.WriteElement(Charts);

    private static double[] Places(SliceAxis axis) => [.. Enumerable.Range(0, axis.Count).Select(i => axis[i])];

    private Axis ValueAxis()
    {
        double[] finite = [.. Slice.Values.Where(double.IsFinite)];
        bool logarithmic = finite.Length > 0 && finite.Min() > 0 && finite.Max() > LogarithmicRange * finite.Min();
        if (logarithmic)
        {
            Axis roomy = Axis.Logarithmic($"{ValueTitle}, log scale", finite, 8);
            return roomy with { Minimum = finite.Min(), Maximum = finite.Max(), Ticks = [.. roomy.Ticks.Where(tick => tick.Value >= finite.Min() && tick.Value <= finite.Max())] };
        }

        return finite.Length > 0 ? Axis.Exactly(ValueTitle, finite.Min(), finite.Max(), 8) : Axis.Exactly(ValueTitle, 0, 1);
    }

    private Chart Curve() => new()
    {
        Title = Title,
        Subtitle = Subtitle,
        Horizontal = Axis.Exactly(UTitle, Slice.U.Minimum, Slice.U.Maximum, 8),
        Vertical = ValueAxis() is { Scale: AxisScale.Logarithmic } scale ? scale : Axis.Linear(ValueTitle, Slice.Values),
        Series = [new LineSeries(null, ChartColor.First, [.. Slice.Values.Select((value, i) => new ChartPoint(Slice.U[i], value))]), .. Markers(v: maximum => maximum.Value)],
        Width = Width,
        Height = 360,
    };

    private Chart Map(SliceAxis v)
    {
        double[] x = Places(Slice.U), y = Places(v);
        Axis values = ValueAxis();
        double[] levels = [.. Enumerable.Range(1, Contours).Select(k => Level(values, k / (Contours + 1.0)))];
        List<ChartSeries> series = [new HeatMapSeries(x, y, Slice.Values, new ColorScale(values)), new ContourSeries(x, y, Slice.Values, levels)];
        if (Path.Count > 0)
        {
            ChartPoint[] points = [.. Path.Select(point => new ChartPoint(point.U, point.V))];
            series.Add(new TrailSeries(points));
            series.Add(new MarkerSeries("Start of training", [points[0]], "start"));
            series.Add(new MarkerSeries("End of training", [points[^1]]));
        }

        series.AddRange(Markers(maximum => maximum.V));
        return new Chart
        {
            Title = Title,
            Subtitle = Subtitle,
            Horizontal = Axis.Exactly(UTitle, Slice.U.Minimum, Slice.U.Maximum) with { HasGrid = false },
            Vertical = Axis.Exactly(VTitle, v.Minimum, v.Maximum),
            Series = series,
            Width = Width - BarWidth,
            Height = Height,
        };
    }

    private IEnumerable<ChartSeries> Markers(Func<SliceMaximum, double> v)
    {
        foreach (IGrouping<bool, SliceMaximum> group in Maxima.GroupBy(maximum => maximum.IsOnKink))
        {
            yield return new MarkerSeries(
                group.Key ? "Maximum on a kink" : "Smooth maximum",
                [.. group.Select(maximum => new ChartPoint(maximum.U, v(maximum), Note(maximum)))],
                group.Key ? "kink" : "");
        }
    }

    private static string Note(SliceMaximum maximum) => string.Create(CultureInfo.InvariantCulture, $"{maximum.Value:G6} at ({maximum.U:G4}, {maximum.V:G4})");

    private Chart Bar()
    {
        const int Steps = 96;
        Axis values = ValueAxis();
        double[] levels = [.. Enumerable.Range(0, Steps).Select(k => Level(values, (k + 0.5) / Steps))];
        bool hasLegend = Path.Count > 0 || Maxima.Count > 0;
        Axis place = values with { Scale = AxisScale.Linear, Minimum = 0, Maximum = 1, Ticks = [.. values.Ticks.Select(tick => new AxisTick(values.Place(tick.Value), tick.Label))] };
        return new Chart
        {
            Title = "",
            Subtitle = Subtitle is null ? null : "",
            Horizontal = new Axis { Title = "", Minimum = 0, Maximum = 1, Ticks = [], HasGrid = false },
            Vertical = place,
            Series = [new HeatMapSeries([0.5], [.. Enumerable.Range(0, Steps).Select(k => (k + 0.5) / Steps)], levels, new ColorScale(values))],
            Width = BarWidth,
            Height = Height - (hasLegend ? LegendHeight : 0),
        };
    }

    private static double Level(Axis axis, double share) => axis.Scale == AxisScale.Logarithmic
        ? axis.Minimum * Math.Pow(axis.Maximum / axis.Minimum, share)
        : axis.Minimum + (share * (axis.Maximum - axis.Minimum));
}
