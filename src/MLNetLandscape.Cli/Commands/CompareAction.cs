using System.CommandLine;
using System.Diagnostics;
using MLNetLandscape.Cli.Clusters;
using MLNetLandscape.Cli.Json;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Cli.Reports;
using MLNetLandscape.Cli.Syntax;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Cli.Commands;

/// <summary>One execution of landscape compare.</summary>
internal sealed class CompareAction(Terminal terminal, CompareCommand command, ParseResult arguments)
{
    /// <summary>Reads, trains, prints and writes.</summary>
    /// <returns>The exit code.</returns>
    public int Run(CancellationToken cancellationToken)
    {
        string path = command.Settings.ReadPath(arguments);
        CheckOutputs(path);
        CsvOptions table = command.Settings.ReadTable(arguments);
        CsvLoadResult source = CsvDataset.Load(path, table);
        ComparisonOptions options = command.Settings.Read(arguments, source.Data);
        using ClusterStudySession? cluster = command.Settings.Study.Open(arguments, terminal);
        ComparisonPrinter printer = new(terminal.Console);
        printer.PrintHeader(path, Study.Describe(source), NetworkLine(options), command.Settings.Line(arguments, options));

        DateTimeOffset started = DateTimeOffset.UtcNow;
        Stopwatch watch = Stopwatch.StartNew();
        if (Train(source.Data, options, cluster, cancellationToken) is not { } result)
        {
            return ExitCode.Success;
        }

        Study study = new()
        {
            DataPath = path,
            Source = source,
            Settings = command.Settings.ReadTexts(arguments, options, table),
            Result = result,
            Verdict = ComparisonVerdict.On(result),
            Environment = RunEnvironment.Current(options.Threads),
            Started = started,
            Elapsed = watch.Elapsed,
        };
        printer.PrintResult(study);
        WriteOutputs(study);
        if (study.Verdict.Kind != VerdictKind.Incomplete)
        {
            return ExitCode.Success;
        }

        terminal.Error.WriteLine($"Error: {study.Verdict.Headline}");
        return ExitCode.Failure;
    }

    /// <summary>The comparison's result; null if it was only submitted.</summary>
    private ComparisonResult? Train(Dataset<float> data, ComparisonOptions options, ClusterStudySession? cluster, CancellationToken cancellationToken)
    {
        if (cluster is null)
        {
            return ProgressDisplay.During(
                terminal, 2L * options.Runs * options.Training.Epochs, progress => Comparison.Run(data, options, progress, cancellationToken));
        }

        try
        {
            return Comparison.RunAsync(data, options, cluster, "compare", null, cancellationToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (cluster.Detaches)
        {
            return null;
        }
    }

    private string NetworkLine(ComparisonOptions options) =>
        $"Network {NetworkText.Of(options.Network)}; second arm with the neuron {NeuronSyntax.Format(options.Neuron)}; loss {LossSyntax.Format(options.Loss)}, lambda {arguments.GetRequiredValue(command.Settings.Training.Lambda.Option)}";

    private void CheckOutputs(string data)
    {
        FilePlan files = new FilePlan().Reads(command.Settings.Data.Name, data);
        foreach (Option<string?> option in new[] { command.Json, command.Report, command.Figure })
        {
            files.Writes(option.Name, arguments.GetValue(option));
        }
    }

    private void WriteOutputs(Study study)
    {
        terminal.WriteFile(arguments.GetValue(command.Json), "JSON", () => ComparisonJson.Write(study));
        terminal.WriteFile(arguments.GetValue(command.Report), "Report", () => ComparisonReport.Write(study));
        terminal.WriteFile(arguments.GetValue(command.Figure), "Figure", () => ComparisonFigure.Write(study));
    }
}
