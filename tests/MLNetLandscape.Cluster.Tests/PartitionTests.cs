using System.Diagnostics;
using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Data;
using MLNetLandscape.Cluster.Rehearsals;
using MLNetLandscape.Cluster.Schema;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Cluster.Tests.Servers;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Tests;

/// <summary>Workers in network namespaces of their own, one of which loses its wire and gets it back.</summary>
public sealed class PartitionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly RehearsalSettings Work = new(Steps: 10, Rounds: 10_000_000);

    [Fact]
    public async Task A_worker_cut_off_loses_no_trial_and_counts_none_twice_and_works_on_when_it_is_back()
    {
        using NetworkNamespaces hosts = new(2);
        using PostgresServer server = new("'*'", NetworkNamespaces.Network);
        string settings = server.CreateDatabase();
        using ClusterConnection cluster = ClusterConnection.Open(settings);
        ClusterSchema.Initialize(cluster);
        using CommandProcesses processes = new();
        Process Worker(int host) => processes.Start(NetworkNamespaces.Enter(host), new Dictionary<string, string>(), [
            "worker", "--cluster", settings.Replace("Host=127.0.0.1", $"Host={NetworkNamespaces.Gateway(host)}", StringComparison.Ordinal),
            "--slots", "1", "--lease", "3", "--checkpoint-every", "0.2"]);

        // The first host alone begins, so that it surely holds a trial when its wire is taken out; the second ends them all.
        Worker(0);
        Task<StudyResult> first = RunAsync(cluster, "cut", 20);
        await WaitFor(() => Holders(cluster, "cut").Count > 0);
        NetworkNamespaces.SetConnected(0, false);
        Process second = Worker(1);
        StudyResult result = await first;
        AssertRight(cluster, result, "cut", 20);
        Assert.True(Count(cluster, "SELECT count(*) FROM landscape.trial WHERE attempt > 1") > 0, "No trial was taken from the host that was cut off.");

        // Back on its wire, and alone, the first host does a study of its own.
        second.Kill();
        NetworkNamespaces.SetConnected(0, true);
        AssertRight(cluster, await RunAsync(cluster, "healed", 5), "healed", 5);
        Assert.Equal((20, 20), (new ClusterStudies(cluster).Find("cut")!.Progress.Done, new ClusterStudies(cluster).Find("cut")!.Progress.Total));
    }

    private static Task<StudyResult> RunAsync(ClusterConnection cluster, string name, int trials) => new ClusterStudyRunner(
        cluster, new TrialTypes(new RehearsalTrial()), new DatabaseDataStore(cluster)).RunAsync(new StudyDefinition
        {
            Name = name,
            Trials = [.. Enumerable.Range(0, trials).Select(i => new Trial { Key = $"t{i}", Type = "rehearsal", Settings = TrialJson.Write(Work), Seed = i })],
        });

    private static void AssertRight(ClusterConnection cluster, StudyResult result, string name, int trials)
    {
        Assert.Equal(Enumerable.Range(0, trials).Select(seed => RehearsalTrial.Expected(seed, Work)), result.Trials.Select(trial => trial.Result?.GetString()));
        StudyProgress counts = new ClusterStudies(cluster).Find(name)!.Progress;
        Assert.Equal((trials, 0, 0, 0, 0), (counts.Done, counts.Failed, counts.Running, counts.Queued, counts.Cancelled));
    }

    private static List<string> Holders(ClusterConnection cluster, string study) => ClusterTransaction.Run(cluster, connection => connection.Query(
        "SELECT w.name FROM landscape.trial t JOIN landscape.study s ON s.id = t.study JOIN landscape.worker w ON w.id = t.worker WHERE s.name = @name AND t.state = 1",
        reader => reader.GetString(0),
        ("name", study)));

    private static long Count(ClusterConnection cluster, string sql) => ClusterTransaction.Run(cluster, connection => connection.Query(sql, reader => reader.GetInt64(0))[0]);

    private static async Task WaitFor(Func<bool> condition)
    {
        for (Stopwatch watch = Stopwatch.StartNew(); !condition(); await Task.Delay(20, TestContext.Current.CancellationToken))
        {
            Assert.True(watch.Elapsed < Patience, "It did not come to pass.");
        }
    }
}
