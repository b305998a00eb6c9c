using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Rehearsals;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Cluster.Tests.Servers;
using MLNetLandscape.Cluster.Workers;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Tests;

/// <summary>Whose trials are taken after an outage in which all leases ran out.</summary>
public sealed class OutageLeaseTests(PostgresServer server)
{
    // Long enough for the database, whose clock does not stand still.
    private static readonly TimeSpan Lease = TimeSpan.FromHours(3);
    private static readonly TrialTypes Types = new(new RehearsalTrial());
    private readonly SteppedTime time = new();

    private WorkerOptions Options => new() { Slots = 1, Lease = Lease, Time = time };

    [Fact]
    public void The_first_worker_back_leaves_the_others_their_trials()
    {
        using ClusterConnection cluster = server.OpenCluster();
        ClusterStudies studies = Submit(cluster, 2);
        using SessionWorker first = new(cluster, Types, Options), second = new(cluster, Types, Options);
        StayInTouch(first, second);
        first.Session.Exchange(mayClaim: true);
        second.Session.Exchange(mayClaim: true);
        Assert.Equal((1, 1), (first.Session.Count, second.Session.Count));
        first.EndTrials();
        second.EndTrials();
        time.Advance(2 * Lease);
        Expire(cluster);

        first.Session.Exchange(mayClaim: false);
        Assert.Equal((1, 1, 0), Counts(studies));
        second.Session.Exchange(mayClaim: false);
        Assert.Equal((2, 0, 0), Counts(studies));
    }

    [Fact]
    public void A_worker_returns_the_trials_of_the_dead_once_it_was_in_touch_for_a_lease()
    {
        using ClusterConnection cluster = server.OpenCluster();
        ClusterStudies studies = Submit(cluster, 1);
        using SessionWorker dead = new(cluster, Types, Options), living = new(cluster, Types, Options);
        dead.Session.Exchange(mayClaim: true);
        Expire(cluster);
        living.Session.Exchange(mayClaim: false);
        for (int third = 1; third <= 3; third++)
        {
            Assert.Equal((0, 1, 0), Counts(studies));
            time.Advance(Lease / 3);
            living.Session.Exchange(mayClaim: false);
        }

        Assert.Equal((0, 0, 1), Counts(studies));
    }

    private static ClusterStudies Submit(ClusterConnection cluster, int trials)
    {
        ClusterStudies studies = new(cluster);
        Trial trial = new() { Key = "t", Type = "rehearsal", Settings = TrialJson.Write(new RehearsalSettings(1, 1)) };
        studies.Submit(new StudyDefinition { Name = "s", Trials = [.. Enumerable.Range(0, trials).Select(i => trial with { Key = $"t{i}" })] }, ProgramVersion.Current, 5);
        return studies;
    }

    private static (int Done, int Running, int Queued) Counts(ClusterStudies studies)
    {
        StudyProgress progress = studies.Find("s")!.Progress;
        return (progress.Done, progress.Running, progress.Queued);
    }

    private static void Expire(ClusterConnection cluster) => ClusterTransaction.Run(
        cluster, connection => connection.Execute("UPDATE landscape.trial SET leased_until = now() - interval '1 second' WHERE state = 1"));

    private void StayInTouch(params SessionWorker[] workers)
    {
        for (int third = 0; third < 6; third++)
        {
            Array.ForEach(workers, worker => worker.Session.Exchange(mayClaim: false));
            time.Advance(Lease / 3);
        }
    }
}
