using Spectre.Console;

namespace MLNetLandscape.Cli.Output;

/// <summary>Prints a sweep of lambda to the console.</summary>
internal sealed class SweepPrinter(IAnsiConsole console)
{
    /// <summary>Prints what is about to be trained.</summary>
    public void PrintHeader(string dataPath, string dataLine, string network, string settings) =>
        new ComparisonPrinter(console).PrintHeader(dataPath, dataLine, network, settings);

    /// <summary>Prints what was found.</summary>
    public void PrintResult(Sweep sweep)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title("Validation accuracy after the last epoch").BorderColor(Color.Grey);
        foreach (string heading in Sweep.Headings)
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (string[] row in sweep.Rows)
        {
            table.AddRow(row);
        }

        console.Write(table);
        console.Write(new Panel(new Text(sweep.Headline)).Header("Choice").RoundedBorder().BorderColor(Color.Green).Expand());
        foreach (string remark in sweep.Remarks)
        {
            console.Write(new Padder(new Text($"- {remark}"), new Padding(1, 0, 0, 0)));
        }

        console.WriteLine();
    }
}
