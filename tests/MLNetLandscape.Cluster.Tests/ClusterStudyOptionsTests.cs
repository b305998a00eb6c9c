using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Data;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Cluster.Tests.Servers;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Tests;

/// <summary>Options that are refused before anything is submitted.</summary>
public sealed class ClusterStudyOptionsTests(PostgresServer server)
{
    [Fact]
    public async Task A_poll_without_a_pause_is_refused()
    {
        await Refuses(new ClusterStudyOptions { Poll = TimeSpan.Zero }, "Poll must be positive and at most 1.00:00:00, but was 00:00:00. It is the time between looks at the study.");
        await Refuses(
            new ClusterStudyOptions { Poll = TimeSpan.FromSeconds(-1) }, "Poll must be positive and at most 1.00:00:00, but was -00:00:01. It is the time between looks at the study.");
        await Refuses(
            new ClusterStudyOptions { Poll = TimeSpan.MaxValue },
            $"Poll must be positive and at most 1.00:00:00, but was {TimeSpan.MaxValue}. It is the time between looks at the study.");
    }

    [Fact]
    public Task No_loss_at_all_is_refused() => Refuses(
        new ClusterStudyOptions { MostLosses = 0 }, "MostLosses must be at least 1, but was 0. 1 fails a trial as soon as its worker has ended over it.");

    private async Task Refuses(ClusterStudyOptions options, string message)
    {
        using ClusterConnection cluster = server.OpenCluster();
        ClusterStudyRunner runner = new(cluster, new TrialTypes(new GatedTrial()), new DatabaseDataStore(cluster), options);
        StudyDefinition study = new() { Name = "refused", Trials = [GatedTrial.Create("a")] };
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(5));
        Assert.Equal(message, (await Assert.ThrowsAsync<ArgumentException>(() => runner.RunAsync(study, null, limit.Token))).Message);
        Assert.Empty(new ClusterStudies(cluster).List());
    }
}
