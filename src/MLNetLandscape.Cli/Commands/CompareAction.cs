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
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Cli.Commands;

/// <summary>One execution of landscape compare.</summary>
internal sealed class CompareAction(Terminal terminal, CompareCommand command, ParseResult arguments)
{
    /// <summary>Reads, trains, prints and writes.</summary>
    /// <returns>The exit code.</returns>
    public int Run(CancellationToken cancellationToken)
    {
        string? named = arguments.GetValue(command.Data);
        string path = named ?? DefaultDataset.Find(Environment.CurrentDirectory);
        CheckOutputs(path);
        CsvOptions table = command.Table.Read(arguments, named is null ? DefaultDataset.Label : null, LearningTask.Binary);
        CsvLoadResult source = CsvDataset.Load(path, table);
        ComparisonOptions options = ReadOptions(source.Data);
        using ClusterStudySession? cluster = command.Study.Open(arguments, terminal);
        ComparisonPrinter printer = new(terminal.Console);
        printer.PrintHeader(path, Study.Describe(source), NetworkLine(options), SettingsLine(options));

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
            Settings = Settings(options, table),
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

    private ComparisonOptions ReadOptions(Dataset<float> data) => new()
    {
        Network = command.Network.Read(arguments, data.FeatureCount, outputs: 1),
        Neuron = command.Neuron.Read(arguments),
        Loss = command.Loss.Read(arguments),
        Regularization = command.Training.ReadRegularization(arguments),
        Optimizer = command.Optimizer.Read(arguments),
        Training = new TrainingOptions
        {
            Epochs = command.Training.Epochs.Read(arguments),
            BatchSize = command.Training.Batch.Read(arguments),
            LearningRate = new Constant(command.Training.LearningRate.Read(arguments)),
        },
        GradientClipNorm = command.Training.ReadClip(arguments),
        NeuronGradientClipNorm = command.Training.ReadClipNeuron(arguments),
        Runs = command.Runs.Read(arguments),
        ValidationFraction = command.Training.Validation.Read(arguments),
        Seed = command.Training.Seed.Read(arguments),
        Threads = command.Training.Threads.Read(arguments),
    };

    private string NetworkLine(ComparisonOptions options) =>
        $"Network {NetworkText.Of(options.Network)}; second arm with the neuron {NeuronSyntax.Format(options.Neuron)}; loss {LossSyntax.Format(options.Loss)}, lambda {Text(command.Training.Lambda.Option)}";

    private string SettingsLine(ComparisonOptions options) =>
        $"{Figures.Count(options.Runs, "run")} of {Figures.Count(options.Training.Epochs, "epoch")}, batches of {options.Training.BatchSize}, {OptimizerSyntax.Format(options.Optimizer)} at {Text(command.Training.LearningRate.Option)}, seed {options.Seed}";

    private List<KeyValuePair<string, string>> Settings(ComparisonOptions options, CsvOptions table)
    {
        List<KeyValuePair<string, string>> settings = [new("label", table.LabelColumn)];
        settings.AddRange(command.Network.ReadTexts(arguments));
        settings.Add(new("loss", LossSyntax.Format(options.Loss)));
        settings.Add(new("neuron", NeuronSyntax.Format(options.Neuron)));
        settings.Add(new("optimizer", OptimizerSyntax.Format(options.Optimizer)));
        settings.Add(new("runs", Text(command.Runs.Option)));
        settings.AddRange(command.Training.ReadTexts(arguments));
        return settings;
    }

    private string Text(Option<string> option) => arguments.GetRequiredValue(option);

    private void CheckOutputs(string data)
    {
        FilePlan files = new FilePlan().Reads(command.Data.Name, data);
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
