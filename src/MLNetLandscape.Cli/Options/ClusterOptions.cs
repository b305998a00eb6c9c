using System.CommandLine;
using MLNetLandscape.Cli.Clusters;

namespace MLNetLandscape.Cli.Options;

/// <summary>The options that lead to a cluster.</summary>
internal sealed class ClusterOptions
{
    /// <summary>The environment variable that stands for --cluster where a command needs one.</summary>
    public const string Variable = "LANDSCAPE_CLUSTER";

    /// <summary>The database.</summary>
    public Option<string?> Cluster { get; } = new("--cluster")
    {
        HelpName = "SETTINGS",
        Description = "PostgreSQL of the cluster, such as \"Host=db;Database=landscape;Username=lab\", without a password: that comes from PGPASSWORD or a Passfile.",
    };

    /// <summary>The folder of data.</summary>
    public Option<string?> Store { get; } = new("--store")
    {
        HelpName = "DIR",
        Description = "Folder that all machines of the cluster share, for data. [default: the database, for data of up to 64 MiB]",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Cluster);
        command.Options.Add(Store);
    }

    /// <summary>Opens the cluster that the command line names, or the environment.</summary>
    /// <exception cref="UsageException">Neither does.</exception>
    public ClusterSession Open(ParseResult result) => ClusterSession.Open(
        result.GetValue(Cluster) ?? Environment.GetEnvironmentVariable(Variable)
            ?? throw new UsageException($"Name the cluster: --cluster \"Host=...;Database=...\", or set {Variable}."),
        result.GetValue(Store));
}
