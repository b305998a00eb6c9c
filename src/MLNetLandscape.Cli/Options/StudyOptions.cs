using System.CommandLine;
using MLNetLandscape.Cli.Clusters;

namespace MLNetLandscape.Cli.Options;

/// <summary>The options of commands whose work may go to a cluster. Without --cluster they run in this process.</summary>
internal sealed class StudyOptions
{
    private readonly ClusterOptions cluster = new();

    private readonly Option<string?> study = new("--study")
    {
        HelpName = "NAME",
        Description = "The study's name on the cluster. [default: one that the same command always gets]",
    };

    private readonly Option<bool> detach = new("--detach") { Description = "Submit the study to the cluster and do not wait; the same command without it fetches the result." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        cluster.AddTo(command);
        command.Options.Add(study);
        command.Options.Add(detach);
    }

    /// <summary>What the work runs on; null for this process.</summary>
    /// <exception cref="UsageException">An option of clusters is given without one.</exception>
    public ClusterStudySession? Open(ParseResult result, Terminal terminal)
    {
        bool isClustered = result.GetValue(cluster.Cluster) is not null;
        if (!isClustered && (result.GetValue(cluster.Store) ?? result.GetValue(study) ?? (result.GetValue(detach) ? "" : null)) is not null)
        {
            throw new UsageException("--store, --study and --detach go with --cluster.");
        }

        return isClustered ? new ClusterStudySession(cluster.Open(result), terminal, result.GetValue(study), result.GetValue(detach)) : null;
    }
}
