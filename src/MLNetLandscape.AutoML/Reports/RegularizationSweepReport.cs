using System.Net;
using MLNetLandscape.AutoML.Storage;
using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.AutoML.Reports;

/// <summary>A sweep as one HTML page that needs nothing beside itself: no script, no font, no picture from elsewhere.</summary>
internal static class RegularizationSweepReport
{
    /// <summary>The whole page.</summary>
    public static string Write(RegularizationSweepResult result, string title)
    {
        RegularizationSweepVerdict verdict = new(result);
        RegularizationSweepCharts charts = new(result);
        var settings = result.Settings.Select(setting => KeyValuePair.Create(SettingText.Name(setting.Key), SettingText.Value(setting.Value)));
        string remarks = string.Concat(verdict.Remarks.Select(remark => $"<li>{Text(remark)}</li>\n"));
        return HtmlPage.Write(title, $"""
            <h1>{Text(title)}</h1>
            <p class="muted">lambda is the factor of the penalty on the scale a of the exponential neuron.</p>
            <section class="card verdict">
            <strong>{Text(verdict.Headline)}</strong>
            <ul>
            {remarks}</ul>
            </section>
            <figure class="card" style="margin: 0 0 16px">{charts.Metric().ToElement()}</figure>
            <section class="charts">
            <figure class="card">{charts.Neuron().ToElement()}</figure>
            <figure class="card">{charts.Losses().ToElement()}</figure>
            </section>
            <h2>Figures</h2>
            <section class="card">{Table(result)}</section>
            <h2>Settings</h2>
            <section class="card">{HtmlTable.OfPairs(settings)}</section>
            """);
    }

    private static string Table(RegularizationSweepResult result)
    {
        double confidence = result.Points.Append(result.Plain).Select(point => point?.Metric?.Confidence).FirstOrDefault(value => value is not null) ?? 0;
        string interval = Figures.Percent(confidence) + " interval";
        string[] headings = ["lambda", "Mean", interval, "Mean difference", interval, "|a|, mean", "Largest term, mean", "Broke down"];
        ILookup<double?, SweepRun> runs = result.Runs.ToLookup(run => run.Lambda);
        return HtmlTable.WithHeadings(
            headings,
            new[] { result.Plain }.OfType<SweepPoint>().Concat(result.Points).Select(point => Row(point, [.. runs[point.Lambda]])));
    }

    private static string[] Row(SweepPoint point, SweepRun[] runs) =>
    [
        Figures.Lambda(point.Lambda),
        Figures.Metric(point.Metric?.Mean),
        Figures.Interval(point.Metric, Figures.Metric),
        Figures.Difference(point.Difference?.Mean),
        Figures.Interval(point.Difference, Figures.Difference),
        Figures.General(runs.Average(run => run.Neuron is { } neuron ? Math.Abs(neuron.Scale) : null)),
        Figures.General(runs.Average(run => run.Neuron?.LargestTerm)),
        point.Failures == 0 ? Figures.None : $"{point.Failures} of {runs.Length}",
    ];

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
