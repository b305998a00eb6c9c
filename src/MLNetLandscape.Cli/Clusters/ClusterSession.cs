using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Data;
using MLNetLandscape.Cluster.Rehearsals;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Experiments;

namespace MLNetLandscape.Cli.Clusters;

/// <summary>An open cluster and its store.</summary>
internal sealed class ClusterSession : IDisposable
{
    private ClusterSession(ClusterConnection connection, IDataStore data) => (Connection, Data) = (connection, data);

    /// <summary>All that this program can run for others.</summary>
    public static TrialTypes Types { get; } = new(
        [new ComparisonTrial(), new RehearsalTrial(), .. ExperimentRegistry.All.Select(experiment => experiment.TrialType)]);

    /// <summary>The database.</summary>
    public ClusterConnection Connection { get; }

    /// <summary>The shared folder before the database, or the database alone.</summary>
    public IDataStore Data { get; }

    /// <summary>Opens a cluster.</summary>
    public static ClusterSession Open(string settings, string? store)
    {
        ClusterConnection connection = ClusterConnection.Open(settings);
        DatabaseDataStore database = new(connection);
        return new ClusterSession(connection, store is null ? database : new LayeredDataStore(new FolderDataStore(store), database));
    }

    /// <inheritdoc/>
    public void Dispose() => Connection.Dispose();
}
