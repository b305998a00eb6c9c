using System.CommandLine;
using MLNetLandscape.Cli.Clusters;
using MLNetLandscape.Cli.Json;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Experiments;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Cli.Commands;

/// <summary>One execution of landscape experiment.</summary>
internal sealed class ExperimentAction(Terminal terminal, ExperimentCommand command, ParseResult arguments)
{
    private const string NoState = "none";

    /// <summary>Runs, prints and writes.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        IExperiment experiment = Find();
        new FilePlan().Writes(command.Json.Name, arguments.GetValue(command.Json)).Writes(command.Report.Name, arguments.GetValue(command.Report));
        ThrowIfNoFolder(arguments.GetValue(command.Page));
        ExperimentOptions options = ReadOptions(experiment);
        using ClusterStudySession? cluster = command.Study.Open(arguments, terminal);
        (string? state, bool isOwn) = cluster is null ? StateOf(experiment, options) : (null, false);
        terminal.Output.WriteLine($"{experiment.Name}: {experiment.Question}");
        terminal.Output.WriteLine($"{experiment.Source}. Expected time: {experiment.ExpectedTime}.");
        if (await RunAsync(experiment, options with { StateDirectory = state }, cluster, cancellationToken).ConfigureAwait(false) is not { } result)
        {
            return ExitCode.Success;
        }

        ExperimentPrinter.Print(terminal, result);
        WriteOutputs(result with { Options = options });
        if (isOwn && state is not null)
        {
            Directory.Delete(state, recursive: true);
        }

        return ExitCode.Success;
    }

    /// <summary>The experiment's result; null if it was only submitted.</summary>
    private async Task<ExperimentResult?> RunAsync(
        IExperiment experiment, ExperimentOptions options, ClusterStudySession? cluster, CancellationToken cancellationToken)
    {
        if (cluster is null)
        {
            using ExperimentDisplay display = new(terminal, TimeProvider.System);
            return await ExperimentRun.RunAsync(experiment, options, display, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await ExperimentRun.RunAsync(experiment, options, cluster, null, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cluster.Detaches)
        {
            return null;
        }
    }

    private IExperiment Find()
    {
        try
        {
            return ExperimentRegistry.Find(arguments.GetRequiredValue(command.Name));
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private ExperimentOptions ReadOptions(IExperiment experiment)
    {
        ExperimentOptions options = new()
        {
            Runs = command.Runs.Read(arguments),
            Epochs = command.Epochs.Read(arguments),
            Rows = command.Rows.Read(arguments),
            Parts = arguments.GetValue(command.Only)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            Seed = command.Seed.Read(arguments),
            DataDirectory = arguments.GetValue(command.Data),
            Quick = arguments.GetValue(command.Quick),
            Threads = command.Threads.Read(arguments),
        };
        try
        {
            options.ThrowIfUnsuitable(experiment);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(OptionNames.Translate(exception.Message));
        }

        return options;
    }

    /// <summary>The folder that keeps progress: the user's, or one that is named by the command and removed when all is done.</summary>
    private (string? Folder, bool IsOwn) StateOf(IExperiment experiment, ExperimentOptions options)
    {
        if (arguments.GetValue(command.State) is { } named)
        {
            return File.Exists(named)
                ? throw new UsageException($"{command.State.Name} {named} is a file. Name a folder, or {NoState}.")
                : (named == NoState ? null : named, false);
        }

        string root = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        string name = string.Concat(options.ToCommand(experiment.Name).Split(' ').Skip(2).Select(part => part.TrimStart('-') + "-")).TrimEnd('-');
        return root.Length == 0 ? (null, false) : (Path.Combine(root, "MLNetLandscape", "experiments", name.Replace(',', '+')), true);
    }

    private void WriteOutputs(ExperimentResult result)
    {
        Write(command.Json, "JSON", path => AtomicFile.WriteText(path, JsonText.Of(ReportJson.Write(result))));
        Write(command.Report, "Report", path => AtomicFile.WriteText(path, ReportHtml.Write(result)));
        Write(command.Page, "Page", folder => ExperimentPage.Update(folder, result));
    }

    private void Write(Option<string?> option, string name, Action<string> write)
    {
        if (arguments.GetValue(option) is { } path)
        {
            write(path);
            terminal.Tell(name, path);
        }
    }

    private void ThrowIfNoFolder(string? folder)
    {
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"Cannot write {command.Page.Name} {folder}: there is no such folder. Create it first.");
        }
    }
}
