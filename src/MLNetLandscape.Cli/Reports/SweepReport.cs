using System.Net;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Plots;
using MLNetLandscape.Core.Statistics;

namespace MLNetLandscape.Cli.Reports;

/// <summary>A sweep of lambda as one HTML page that needs nothing beside itself.</summary>
internal static class SweepReport
{
    /// <summary>The whole page.</summary>
    public static string Write(Sweep sweep)
    {
        string title = $"{Path.GetFileName(sweep.DataPath)}: accuracy against lambda";
        return HtmlPage.Write(title, $"""
            <h1>{Text(title)}</h1>
            <p class="muted">{Text(Study.Describe(sweep.Source))}.</p>
            <section class="card verdict"><strong>{Text(sweep.Headline)}</strong>
            <ul>{string.Concat(sweep.Remarks.Select(remark => $"<li>{Text(remark)}</li>\n"))}</ul></section>
            <figure class="card">{Chart(sweep).ToElement()}</figure>
            <h2>Every lambda</h2>
            <section class="card">{HtmlTable.WithHeadings(Sweep.Headings, sweep.Rows)}</section>
            <h2>Settings</h2>
            <section class="card">{HtmlTable.OfPairs(sweep.Settings)}</section>
            """);
    }

    private static Chart Chart(Sweep sweep)
    {
        LambdaSweepPoint[] points = [.. sweep.Points.Where(point => point.Accuracy is not null)];
        List<ChartSeries> series = [];
        foreach ((int i, LambdaSweepPoint point) in points.Index())
        {
            MeanInterval accuracy = point.Accuracy!;
            ChartColor color = point.Lambda is null ? ChartColor.First : ChartColor.Second;
            series.Add(new DotSeries(null, color, [.. point.Accuracies.OfType<double>().Select((value, run) => new ChartPoint(i, value, $"run {run + 1}"))]));
            series.Add(new IntervalSeries(i < 2 ? (point.Lambda is null ? "no neuron" : "with the neuron") : null, color, i, accuracy.Mean, accuracy.Lower ?? double.NaN, accuracy.Upper ?? double.NaN));
        }

        IEnumerable<double> shown = points.SelectMany(point => point.Accuracies.OfType<double>().Append(point.Accuracy!.Lower ?? double.NaN).Append(point.Accuracy.Upper ?? double.NaN));
        return new Chart
        {
            Title = "Validation accuracy against lambda",
            Subtitle = "A dot a run; means with 90 % intervals",
            Horizontal = Axis.Categories("lambda", [.. points.Select(Sweep.Name)]),
            Vertical = Axis.Linear("Accuracy after the last epoch", shown, 5, 1),
            Series = series,
            Width = 760,
            Height = 400,
        };
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
