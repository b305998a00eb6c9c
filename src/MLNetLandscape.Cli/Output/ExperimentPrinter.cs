using MLNetLandscape.Experiments;
using MLNetLandscape.Experiments.Reports;
using Spectre.Console;

namespace MLNetLandscape.Cli.Output;

/// <summary>An experiment on the console.</summary>
internal static class ExperimentPrinter
{
    /// <summary>Tables, then verdicts.</summary>
    public static void Print(Terminal terminal, ExperimentResult result)
    {
        foreach (ReportTable table in result.Report.Tables)
        {
            Table shown = new() { Title = new TableTitle(Markup.Escape(table.Title)), Border = TableBorder.Rounded };
            for (int column = 0; column < table.Headings.Count; column++)
            {
                TableColumn heading = new(Markup.Escape(table.Headings[column]));
                shown.AddColumn(column == 0 ? heading : heading.RightAligned());
            }

            foreach (IReadOnlyList<ReportCell> row in table.Rows)
            {
                shown.AddRow([.. row.Select(cell => Markup.Escape(cell.Text))]);
            }

            terminal.Console.Write(shown);
            terminal.Output.WriteLine(table.Note is null ? "" : $"{table.Note}\n");
        }

        foreach (ClaimReview claim in result.Report.Claims)
        {
            terminal.Output.WriteLine($"{ClaimReview.Describe(claim.Verdict).ToUpperInvariant()}: {claim.Claim}");
            foreach (string reason in claim.Reasons)
            {
                terminal.Output.WriteLine($"  - {reason}");
            }
        }

        foreach (string remark in result.Report.Remarks)
        {
            terminal.Output.WriteLine($"Note: {remark}");
        }

        terminal.Output.WriteLine($"{CountText.Of(result.Trials.Count, "trial")} in {TimeText.Of(result.Elapsed)}.");
    }
}
