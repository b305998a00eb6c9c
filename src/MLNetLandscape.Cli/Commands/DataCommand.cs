using System.CommandLine;
using MLNetLandscape.Cli.Downloads;
using MLNetLandscape.Cli.Options;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape data: gets data sets.</summary>
internal sealed class DataCommand(Terminal terminal, Option<bool> debug)
{
    private const string Description = """
        Gets a data set, checked by its SHA-256. An interrupted download continues where it stopped.

          mnist    handwritten digits, 60,000 + 10,000 images (LeCun, Cortes, Burges; CC BY-SA 3.0)
          boston   Boston housing, 506 rows (Harrison and Rubinfeld 1978; public domain)
          wdbc     breast cancer Wisconsin, 569 rows (UCI; CC BY 4.0); comes with the program
        """;

    private readonly Argument<string> name = new("NAME") { Description = "mnist, boston or wdbc." };

    private readonly Option<string> folder = new("--to") { HelpName = "DIR", Description = "Folder to write to; created if it is not there.", DefaultValueFactory = _ => "datasets" };

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        name.AcceptOnlyFromAmong("mnist", "boston", "wdbc");
        Command get = new("get", Description);
        get.Arguments.Add(name);
        get.Options.Add(folder);
        get.SetAction((result, cancellationToken) => CommandRunner.RunAsync(
            terminal, result.GetValue(debug), () => GetAsync(result.GetRequiredValue(name), result.GetRequiredValue(folder), cancellationToken)));
        Command command = new("data", "Gets data sets.");
        command.Subcommands.Add(get);
        return command;
    }

    private async Task<int> GetAsync(string set, string target, CancellationToken cancellationToken)
    {
        if (File.Exists(target))
        {
            throw new IOException($"Cannot write --to {target}: it is a file. Name a folder.");
        }

        Directory.CreateDirectory(target);
        if (set == "wdbc")
        {
            CopyShipped(target);
            return ExitCode.Success;
        }

        using HttpClient client = new() { Timeout = TimeSpan.FromMinutes(10) };
        Downloader downloader = new(client, terminal.Output);
        foreach (DataFile file in set == "mnist" ? DataCatalog.Mnist : DataCatalog.Boston)
        {
            await downloader.GetAsync(file, target, cancellationToken).ConfigureAwait(false);
        }

        return ExitCode.Success;
    }

    private void CopyShipped(string folder)
    {
        string source = DefaultDataset.Find(Environment.CurrentDirectory), target = Path.Combine(folder, "wdbc.csv");
        if (Path.GetFullPath(source) != Path.GetFullPath(target))
        {
            File.Copy(source, target, overwrite: true);
        }

        terminal.Output.WriteLine(target);
    }
}
