using System.CommandLine;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Data.Download;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape data: gets data sets.</summary>
internal sealed class DataCommand(Terminal terminal, Option<bool> debug)
{
    private readonly Argument<string> name = new("NAME") { Description = $"{string.Join(", ", Names)}." };

    private readonly Option<string?> folder = new("--to")
    {
        HelpName = "DIR",
        Description = $"Folder to write to; created if it is not there. [default: that of the variable {DatasetCatalog.FolderVariable}, else datasets]",
    };

    private static string[] Names => [.. DatasetCatalog.All.Select(set => set.Name)];

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        name.AcceptOnlyFromAmong(Names);
        Command get = new("get", Description());
        get.Arguments.Add(name);
        get.Options.Add(folder);
        get.SetAction((result, cancellationToken) => CommandRunner.RunAsync(
            terminal, result.GetValue(debug), () => GetAsync(result.GetRequiredValue(name), result.GetValue(folder), cancellationToken)));
        Command command = new("data", "Gets data sets.");
        command.Subcommands.Add(get);
        return command;
    }

    private static string Description()
    {
        IEnumerable<string> sets = DatasetCatalog.All.Select(set => $"  {set.Name,-8} {set.Description} ({set.Licence})");
        return $"Gets a data set, checked by its SHA-256. An interrupted download continues where it stopped.\n\n{string.Join('\n', sets)}";
    }

    private async Task<int> GetAsync(string set, string? target, CancellationToken cancellationToken)
    {
        if (File.Exists(target))
        {
            throw new IOException($"Cannot write --to {target}: it is a file. Name a folder.");
        }

        // The downloader itself gives up on a server that falls silent.
        using HttpClient client = new() { Timeout = Timeout.InfiniteTimeSpan };
        DatasetDownloader downloader = new(client);
        DownloadDisplay? display = terminal.IsInteractive ? new DownloadDisplay(terminal.Error) : null;
        foreach (string path in await downloader.GetAsync(DatasetCatalog.Find(set), target, display, cancellationToken).ConfigureAwait(false))
        {
            await terminal.Output.WriteLineAsync(path).ConfigureAwait(false);
        }

        return ExitCode.Success;
    }
}
