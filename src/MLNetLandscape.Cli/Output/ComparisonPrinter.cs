using System.Globalization;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Statistics;
using MLNetLandscape.Core.Training;
using Spectre.Console;

namespace MLNetLandscape.Cli.Output;

/// <summary>Prints a comparison to the console.</summary>
internal sealed class ComparisonPrinter(IAnsiConsole console)
{
    /// <summary>Prints what is about to be compared.</summary>
    public void PrintHeader(string dataPath, string dataLine, string network, string settings)
    {
        console.MarkupLineInterpolated($"[bold]{dataPath}[/]: {dataLine}");
        console.MarkupLineInterpolated($"{network}");
        console.MarkupLineInterpolated($"{settings}");
        console.WriteLine();
    }

    /// <summary>Prints what was found.</summary>
    public void PrintResult(Study study)
    {
        PrintAccuracies(study.Result);
        PrintTest(study.Result);
        PrintFinalState(study.Result);
        PrintVerdict(study);
    }

    private static Table NewTable(string title, params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title(title).BorderColor(Color.Grey);
        for (int i = 0; i < columns.Length; i++)
        {
            TableColumn column = new(columns[i]);
            table.AddColumn(i == 0 ? column.LeftAligned() : column.RightAligned());
        }

        return table;
    }

    private void PrintAccuracies(ComparisonResult result)
    {
        Table table = NewTable("Best validation accuracy of each run", "Run", "Plain", "Epoch", "With neuron", "Epoch", "Difference");
        foreach ((ComparisonRun plain, ComparisonRun neuron) in result.Plain.Runs.Zip(result.WithNeuron.Runs))
        {
            table.AddRow(
                Invariant(plain.Run), Figures.Accuracy(plain.BestAccuracy), Invariant(plain.BestAccuracyEpoch), Figures.Accuracy(neuron.BestAccuracy),
                Invariant(neuron.BestAccuracyEpoch), Figures.Difference(neuron.BestAccuracy - plain.BestAccuracy));
        }

        table.AddEmptyRow();
        table.AddRow(
            "[bold]Mean[/]", $"[bold]{Figures.Accuracy(result.Plain.MeanBestAccuracy)}[/]", "", $"[bold]{Figures.Accuracy(result.WithNeuron.MeanBestAccuracy)}[/]", "",
            Figures.Difference(result.WithNeuron.MeanBestAccuracy - result.Plain.MeanBestAccuracy));
        table.AddRow("90 % interval", Interval(result.Plain.Interval), "", Interval(result.WithNeuron.Interval), "", SignedInterval(result.DifferenceInterval));
        console.Write(table);
    }

    private void PrintTest(ComparisonResult result)
    {
        if (result.Test is not { } test)
        {
            return;
        }

        string method = test.Method == MannWhitneyMethod.Exact ? "exact" : "normal approximation";
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"Mann-Whitney test, two-sided, {method}{(test.HasTies ? ", with ties" : "")}: U = {Math.Min(test.U, test.OtherU)}, p = {test.TwoSidedP:0.####}");
        console.WriteLine();
    }

    private void PrintFinalState(ComparisonResult result)
    {
        Table table = NewTable(
            "After the last epoch, on the training rows", "Run", "Plain L", "Neuron L~", "Neuron L", "Scale a", "b", "||w||", "Largest |g|", "Clamped", "Ended");
        foreach ((ComparisonRun plain, ComparisonRun neuron) in result.Plain.Runs.Zip(result.WithNeuron.Runs))
        {
            Evaluation? end = neuron.Final?.Training;
            NeuronTrace? trace = end?.Neuron;
            table.AddRow(
                Invariant(plain.Run), Figures.General(plain.Final?.Training?.BaseLoss), Figures.General(end?.Objective), Figures.General(end?.BaseLoss),
                Figures.General(trace?.Scale), Figures.General(trace?.Bias), Figures.General(trace?.WeightNorm), Figures.General(trace?.LargestTerm),
                neuron.ClampedExponents.ToString(CultureInfo.InvariantCulture), Ended(plain, neuron));
        }

        console.Write(table);
        console.MarkupLine("[grey]L is the mean loss of the base network, L~ the objective with the neuron and its penalty; g = a exp(w'x + b).[/]");
        console.WriteLine();
    }

    private void PrintVerdict(Study study)
    {
        Color color = study.Verdict.Kind == VerdictKind.DifferenceShown ? Color.Green : Color.Yellow;
        console.Write(new Panel(new Text(study.Verdict.Headline)).Header("Verdict").RoundedBorder().BorderColor(color).Expand());
        PrintList("Read with it", study.Verdict.Remarks);
        PrintList("The theory does not speak of this setting", study.Result.TheoryWarnings);
        PrintList("Data", study.DataRemarks);
    }

    private void PrintList(string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        console.MarkupLineInterpolated($"[bold]{title}[/]");
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(1).PadRight(1)).AddColumn();
        foreach (string line in lines)
        {
            grid.AddRow(new Text("-"), new Text(line));
        }

        console.Write(grid);
        console.WriteLine();
    }

    private static string Ended(ComparisonRun plain, ComparisonRun neuron) => (plain.Training.Reason, neuron.Training.Reason) switch
    {
        (StopReason.Diverged, StopReason.Diverged) => "[red]both diverged[/]",
        (StopReason.Diverged, _) => "[red]plain diverged[/]",
        (_, StopReason.Diverged) => "[red]neuron diverged[/]",
        (StopReason.EarlyStopped, _) or (_, StopReason.EarlyStopped) => "early",
        _ => "all epochs",
    };

    private static string Interval(MeanInterval? interval) => interval is null ? Figures.None : $"{Figures.Accuracy(interval.Lower)} to {Figures.Accuracy(interval.Upper)}";

    private static string SignedInterval(MeanInterval? interval) => interval is null ? Figures.None : $"{Figures.Difference(interval.Lower)} to {Figures.Difference(interval.Upper)}";

    private static string Invariant(int value) => value.ToString(CultureInfo.InvariantCulture);
}
