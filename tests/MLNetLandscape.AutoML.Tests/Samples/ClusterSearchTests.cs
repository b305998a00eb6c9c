using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Schema;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Cluster.Tests.Servers;

namespace MLNetLandscape.AutoML.Tests.Samples;

/// <summary>A search and a sweep on worker processes with a real database, beside the same in one process.</summary>
public sealed class ClusterSearchTests(PostgresServer server)
{
    [Fact]
    public async Task Gives_the_bits_of_one_process()
    {
        string settings = server.CreateDatabase();
        using ClusterConnection cluster = ClusterConnection.Open(settings);
        ClusterSchema.Initialize(cluster);
        using SampleProcess first = new("ClusterSearch", "worker", settings), second = new("ClusterSearch", "worker", settings);
        using SampleProcess there = new("ClusterSearch", "search", settings, "3", "6"), here = new("ClusterSearch", "search", "here", "3", "6");
        string expected = await here.ReadAsync();
        Assert.Matches("^Best: trial [0-2], accuracy 0[.].*\nlambda    0.001: accuracy 0[.]", expected.ReplaceLineEndings("\n"));
        Assert.Equal(expected, await there.ReadAsync());
        Assert.Equal(
            [50, 5, 5, 5],
            new ClusterStudies(cluster).List().OrderByDescending(study => study.Progress.Total).Select(study => study.Progress.Done));
    }
}
