using System.Globalization;
using System.Text;

namespace MLNetLandscape.Experiments.Reports;

/// <summary>The generated part of an experiment's page: verdicts, figures, tables and how they were had, as Markdown.</summary>
public static class ReportMarkdown
{
    /// <summary>The text, for between the markers of a page.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="imageOf">The link of a figure, by its id.</param>
    public static string Write(ExperimentResult result, Func<string, string> imageOf)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(imageOf);
        StringBuilder text = new();
        ExperimentReport report = result.Report;
        text.Append("## Verdicts\n\n");
        foreach (ClaimReview claim in report.Claims)
        {
            text.Append(CultureInfo.InvariantCulture, $"**{claim.Claim}** Verdict: **{ClaimReview.Describe(claim.Verdict)}**.\n\n").Append(Items(claim.Reasons)).Append('\n');
        }

        foreach (ReportFigure figure in report.Figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {figure.Figure.Title}\n\n![{figure.Figure.Title}]({imageOf(figure.Id)})\n\n");
        }

        foreach (ReportTable table in report.Tables)
        {
            AppendTable(text, table);
        }

        if (report.Remarks.Count > 0)
        {
            text.Append("## Limits\n\n").Append(Items(report.Remarks)).Append('\n');
        }

        AppendBackground(text, result);
        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, ReportTable table)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {table.Title}\n\n");
        AppendRow(text, table.Headings);
        AppendRow(text, table.Headings.Select((_, column) => column == 0 ? "---" : "--:"));
        foreach (IReadOnlyList<ReportCell> row in table.Rows)
        {
            AppendRow(text, row.Select(cell => cell.Text));
        }

        text.Append(table.Note is null ? "\n" : $"\n{table.Note}\n\n");
    }

    private static void AppendBackground(StringBuilder text, ExperimentResult result)
    {
        text.Append("## How it was done\n\n");
        AppendRow(text, ["", ""]);
        AppendRow(text, ["---", "---"]);
        foreach ((string name, string value) in result.Report.Setting)
        {
            AppendRow(text, [name, value]);
        }

        AppendRow(text, ["command", $"`{result.Options.ToCommand(result.Experiment.Name)}`"]);
        AppendRow(text, ["trials", $"{result.Trials.Count}"]);
        AppendRow(text, ["time", RunTime.Of(result)]);
    }

    private static string Items(IEnumerable<string> items) => string.Concat(items.Select(item => $"- {item}\n"));

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
