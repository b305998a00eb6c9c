using System.CommandLine;
using MLNetLandscape.Cli.Clusters;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cluster.Schema;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape cluster: prepares a database for a cluster, and rehearses one.</summary>
internal sealed class ClusterCommand(Terminal terminal, Option<bool> debug)
{
    private readonly ClusterOptions cluster = new();

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        Command command = new("cluster", "Prepares a PostgreSQL database for a cluster, and rehearses one.");
        Command init = new("init", "Creates the tables, or brings older ones up to date; changes nothing where they are.");
        init.Options.Add(cluster.Cluster);
        init.SetAction(result => CommandRunner.Run(terminal, result.GetValue(debug), () => Initialize(result)));
        command.Subcommands.Add(init);
        command.Subcommands.Add(new RehearseCommand(terminal, debug).Create());
        return command;
    }

    private int Initialize(ParseResult result)
    {
        using ClusterSession session = cluster.Open(result);
        int found = ClusterSchema.Initialize(session.Connection);
        terminal.Output.WriteLine(found switch
        {
            0 => $"Created the schema, version {ClusterSchema.CurrentVersion}, in {session.Connection.Name}.",
            ClusterSchema.CurrentVersion => $"The schema of {session.Connection.Name} has version {found} already.",
            _ => $"Brought the schema of {session.Connection.Name} from version {found} to {ClusterSchema.CurrentVersion}.",
        });
        return ExitCode.Success;
    }
}
