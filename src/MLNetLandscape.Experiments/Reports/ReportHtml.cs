using System.Net;
using System.Text;
using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Experiments.Reports;

/// <summary>An experiment as one HTML page that needs nothing beside itself.</summary>
public static class ReportHtml
{
    /// <summary>The whole page.</summary>
    public static string Write(ExperimentResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        string title = $"{result.Experiment.Name}: {result.Experiment.Question}";
        return HtmlPage.Write(title, $"""
            <h1>{Text(result.Experiment.Question)}</h1>
            <p class="muted">{Text($"{result.Options.ToCommand(result.Experiment.Name)}; {result.Experiment.Source}")}</p>
            {string.Concat(result.Report.Claims.Select(Claim))}{Figures(result.Report)}{string.Concat(result.Report.Tables.Select(Table))}{Remarks(result.Report)}
            <h2>How it was done</h2>
            <section class="card">{HtmlTable.OfPairs(result.Report.Setting.Concat(Background(result)))}</section>
            """);
    }

    private static string Claim(ClaimReview claim)
    {
        string shown = claim.Verdict == ClaimVerdict.Holds ? " shown" : "";
        StringBuilder html = new($"<section class=\"card verdict{shown}\">\n<strong>{Text(claim.Claim)}</strong>\n<p>{Text($"Verdict: {ClaimReview.Describe(claim.Verdict)}.")}</p>\n<ul>\n");
        foreach (string reason in claim.Reasons)
        {
            html.Append("<li>").Append(Text(reason)).Append("</li>\n");
        }

        return html.Append("</ul>\n</section>\n").ToString();
    }

    private static string Figures(ExperimentReport report) => string.Concat(report.Figures.Select(figure =>
        $"<h2>{Text(figure.Figure.Title)}</h2>\n<p class=\"muted\">{Text(figure.Figure.Subtitle)}</p>\n<section class=\"charts\">\n"
        + string.Concat(figure.Figure.Charts.Select(chart => $"<figure class=\"card\">{chart.ToElement()}</figure>\n")) + "</section>\n"));

    private static string Table(ReportTable table) =>
        $"<h2>{Text(table.Title)}</h2>\n<section class=\"card\">{HtmlTable.WithHeadings(table.Headings, table.Rows.Select(row => (IReadOnlyList<string>)[.. row.Select(cell => cell.Text)]))}"
        + (table.Note is null ? "" : $"<p class=\"muted\">{Text(table.Note)}</p>") + "</section>\n";

    private static string Remarks(ExperimentReport report) => report.Remarks.Count == 0
        ? ""
        : $"<h2>Limits</h2>\n<section class=\"card\"><ul>\n{string.Concat(report.Remarks.Select(remark => $"<li>{Text(remark)}</li>\n"))}</ul></section>\n";

    private static IEnumerable<KeyValuePair<string, string>> Background(ExperimentResult result) =>
        [new("command", result.Options.ToCommand(result.Experiment.Name)), new("trials", $"{result.Trials.Count}"), new("time", RunTime.Of(result))];

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
