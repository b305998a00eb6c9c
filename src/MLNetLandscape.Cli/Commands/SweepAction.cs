using System.CommandLine;
using MLNetLandscape.Cli.Clusters;
using MLNetLandscape.Cli.Json;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Cli.Reports;
using MLNetLandscape.Cli.Syntax;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Experiments;

namespace MLNetLandscape.Cli.Commands;

/// <summary>One execution of landscape sweep.</summary>
internal sealed class SweepAction(Terminal terminal, SweepCommand command, ParseResult arguments)
{
    /// <summary>Reads, trains, prints and writes.</summary>
    /// <returns>The exit code.</returns>
    public int Run(CancellationToken cancellationToken)
    {
        string path = command.Settings.ReadPath(arguments);
        string? json = arguments.GetValue(command.Json), report = arguments.GetValue(command.Report);
        new FilePlan().Reads(command.Settings.Data.Name, path).Writes(command.Json.Name, json).Writes(command.Report.Name, report);
        CsvOptions table = command.Settings.ReadTable(arguments);
        CsvLoadResult source = CsvDataset.Load(path, table);
        ComparisonOptions options = command.Settings.Read(arguments, source.Data);
        using ClusterStudySession? cluster = command.Settings.Study.Open(arguments, terminal);
        SweepPrinter printer = new(terminal.Console);
        printer.PrintHeader(
            path, Study.Describe(source), $"Network {NetworkText.Of(options.Network)} with the neuron {NeuronSyntax.Format(options.Neuron)}; loss {LossSyntax.Format(options.Loss)}",
            command.Settings.Line(arguments, options));
        if (Train(source.Data, options, cluster, cancellationToken) is not { } result)
        {
            return ExitCode.Success;
        }

        Sweep sweep = new()
        {
            DataPath = path,
            Source = source,
            Settings = [.. command.Settings.ReadTexts(arguments, options, table), new("lambdas", arguments.GetRequiredValue(command.Lambdas.Option))],
            Result = result,
        };
        printer.PrintResult(sweep);
        terminal.WriteFile(json, "JSON", () => SweepJson.Write(sweep));
        terminal.WriteFile(report, "Report", () => SweepReport.Write(sweep));
        if (result.Best is not null)
        {
            return ExitCode.Success;
        }

        terminal.Error.WriteLine($"Error: {sweep.Headline}");
        return ExitCode.Failure;
    }

    /// <summary>The sweep's result; null if it was only submitted.</summary>
    private LambdaSweepResult? Train(Dataset<float> data, ComparisonOptions options, ClusterStudySession? cluster, CancellationToken cancellationToken)
    {
        IReadOnlyList<double> lambdas = command.Lambdas.Read(arguments);
        if (cluster is null)
        {
            using StudyDisplay? display = terminal.IsInteractive ? new StudyDisplay(terminal, TimeProvider.System, "sweep", null) : null;
            return LambdaSweep.Run(data, options, lambdas, display, cancellationToken);
        }

        try
        {
            return LambdaSweep.RunAsync(data, options, lambdas, cluster, "sweep", null, cancellationToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (cluster.Detaches)
        {
            return null;
        }
    }
}
