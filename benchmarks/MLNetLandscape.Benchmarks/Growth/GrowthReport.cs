using System.Globalization;
using System.Text;
using MLNetLandscape.Benchmarks.Steps;
using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Benchmarks.Growth;

/// <summary>The tables and the figure of <see cref="GrowthMeasurement"/>.</summary>
internal static class GrowthReport
{
    private const string Begin = "<!-- growth: written by the command of that name -->";
    private const string End = "<!-- end of growth -->";

    /// <summary>The document with the part between the growth marks replaced.</summary>
    /// <exception cref="InvalidDataException">The document has no such part.</exception>
    public static string Replace(string document, string part)
    {
        int begin = document.IndexOf(Begin, StringComparison.Ordinal);
        int end = document.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? $"{document[..begin]}{Begin}\n\n{part}\n{document[end..]}"
            : throw new InvalidDataException($"The document must have the lines '{Begin}' and, after it, '{End}'. Put them where the tables belong.");
    }

    /// <summary>The tables.</summary>
    public static string Tables(IReadOnlyList<GrowthCurve> curves, string conditions)
    {
        StringBuilder text = new();
        text.Append(conditions).Append('\n');
        foreach (GrowthCurve curve in curves)
        {
            int[] threads = [.. curve.Points.Select(point => point.Threads).Distinct()];
            text.Append(CultureInfo.InvariantCulture, $"\n| {curve.Size} | {string.Join(" | ", threads.Select(count => $"{curve.What}, {count} thread{(count == 1 ? "" : "s")} | rate"))} |\n");
            text.Append('|').Append(string.Concat(Enumerable.Repeat("---|", 1 + (2 * threads.Length)))).Append('\n');
            foreach (IGrouping<int, GrowthPoint> size in curve.Points.GroupBy(point => point.Size))
            {
                text.Append(CultureInfo.InvariantCulture, $"| {size.Key:n0} | {string.Join(" | ", size.Select(point => $"{Summary.Time(point.Seconds)} | {point.Operations / point.Seconds * 1e-9:0.0} GFLOPS"))} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The figure, an SVG file.</summary>
    public static string Figure(IReadOnlyList<GrowthCurve> curves, string conditions) =>
        new Figure("How the cost of training grows", conditions, [.. curves.Select(Chart)], Columns: 3).ToDocument();

    private static Chart Chart(GrowthCurve curve)
    {
        ChartColor[] colors = [ChartColor.First, ChartColor.Second, ChartColor.Third, ChartColor.Fourth];
        List<ChartSeries> series = [];
        foreach (IGrouping<int, GrowthPoint> threads in curve.Points.GroupBy(point => point.Threads))
        {
            ChartColor color = colors[series.Count / 2 % colors.Length];
            ChartPoint[] points = [.. threads.Select(point => new ChartPoint(point.Size, point.Seconds * 1e3, $"{point.Size:n0}: {Summary.Time(point.Seconds)}"))];
            series.Add(new LineSeries($"{threads.Key} thread{(threads.Key == 1 ? "" : "s")}", color, points));
            series.Add(new DotSeries(null, color, points));
        }

        double[] sizes = [.. curve.Points.Select(point => (double)point.Size).Distinct()];
        AxisTick[] ticks = [.. sizes.Select(size => new AxisTick(size, Label(size)))];
        return new Chart
        {
            Title = $"By {curve.Size}",
            Subtitle = $"Milliseconds of {curve.What}",
            Horizontal = Axis.Logarithmic(curve.Size, sizes) with { Ticks = ticks },
            Vertical = Axis.Logarithmic("ms", curve.Points.Select(point => point.Seconds * 1e3)),
            Series = series,
            Width = 370,
        };
    }

    private static string Label(double size) => size switch
    {
        >= 1e6 => $"{size / 1e6:0.#}M",
        >= 1e3 when size % 1000 == 0 => $"{size / 1e3:0}k",
        _ => $"{size:0}",
    };
}
