using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Rehearsals;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Cluster.Tests.Servers;
using MLNetLandscape.Cluster.Workers;
using MLNetLandscape.Core.Studies;
using Npgsql;

namespace MLNetLandscape.Cluster.Tests;

/// <summary>What happens to the trials of workers that are dead, or were thought dead.</summary>
public sealed class LeaseTableTests(PostgresServer server)
{
    private static readonly string Program = ProgramVersion.Current;

    [Fact]
    public void A_dead_workers_trial_goes_on_elsewhere_from_its_checkpoint_and_only_the_new_owner_may_write()
    {
        using ClusterConnection cluster = server.OpenCluster();
        ClusterStudies studies = Submit(cluster, mostLosses: 5);
        LeaseTable table = new(cluster, TimeSpan.FromMinutes(1));
        long dead = table.Register("dead", Program, 1), heir = table.Register("heir", Program, 1);
        LeasedTrial first = Claim(table, dead)!;
        Assert.Null(Claim(table, heir));
        table.SaveCheckpoint(dead, first.Lease, [7]);
        Expire(cluster);
        table.ReturnExpired();
        LeasedTrial second = Claim(table, heir)!;
        Assert.Equal([7], second.Checkpoint);
        Assert.Equal(first.Lease with { Attempt = 2 }, second.Lease);

        Assert.Empty(table.Renew(dead, new WorkerOptions(), [(first.Lease, 0, 0)]));
        table.SaveCheckpoint(dead, first.Lease, [8]);
        table.End(dead, [(first.Lease, TrialOutcome.Done("t", TrialJson.Write("late")))]);
        table.Release(dead, [first.Lease]);
        Assert.Equal((1, 0), (studies.Find("s")!.Progress.Running, studies.Find("s")!.Progress.Done));

        table.End(heir, [(second.Lease, TrialOutcome.Done("t", TrialJson.Write("mine")))]);
        table.End(heir, [(second.Lease, TrialOutcome.Done("t", TrialJson.Write("again")))]);
        Assert.Equal("mine", studies.Outcomes("s").Single().Result!.Value.GetString());
        Assert.Equal((0, 1, 0), (studies.Find("s")!.Progress.Running, studies.Find("s")!.Progress.Done, studies.Find("s")!.Progress.Queued));
    }

    [Fact]
    public void A_trial_that_ends_its_workers_fails_in_the_end()
    {
        using ClusterConnection cluster = server.OpenCluster();
        ClusterStudies studies = Submit(cluster, mostLosses: 2);
        LeaseTable table = new(cluster, TimeSpan.FromMinutes(1));
        for (int i = 0; i < 2; i++)
        {
            Assert.NotNull(Claim(table, table.Register($"machine{i}", Program, 1)));
            Expire(cluster);
            table.ReturnExpired();
        }

        Assert.Equal(
            new TrialError("WorkerLost", "The worker that ran the trial ended without a word, 2 times, the last on machine1. The trial probably takes more memory than a worker has. Give workers more, let each run fewer trials at a time, or make the trial smaller."),
            studies.Outcomes("s", onlyFailures: true).Single().Error);
        Assert.Equal((1, 0, 0), (studies.Find("s")!.Progress.Failed, studies.Find("s")!.Progress.Running, studies.Find("s")!.Progress.Queued));
    }

    [Fact]
    public void A_checkpoint_acquits_a_trial_of_its_lost_workers()
    {
        using ClusterConnection cluster = server.OpenCluster();
        ClusterStudies studies = Submit(cluster, mostLosses: 2);
        LeaseTable table = new(cluster, TimeSpan.FromMinutes(1));
        for (int i = 0; i < 4; i++)
        {
            long worker = table.Register("w", Program, 1);
            table.SaveCheckpoint(worker, Claim(table, worker)!.Lease, [1]);
            Expire(cluster);
            table.ReturnExpired();
        }

        Assert.Equal(1, studies.Find("s")!.Progress.Queued);
    }

    [Fact]
    public void A_study_of_the_same_name_must_have_the_same_trials()
    {
        using ClusterConnection cluster = server.OpenCluster();
        ClusterStudies studies = Submit(cluster, 5);
        Assert.Equal(
            "The study 's' exists already, with other trials. Choose another name, go back to its settings, or remove it by 'landscape studies remove s'.",
            Assert.Throws<StudyException>(() => studies.Submit(Study(seed: 2), Program, 5)).Message);
        Assert.Equal(
            $"The study 's' was submitted by version {Program}, but this is 9.9, which may compute something else. Choose another name, or use that version.",
            Assert.Throws<StudyException>(() => studies.Submit(Study(seed: 1), "9.9", 5)).Message);
        Assert.False(studies.Submit(Study(seed: 1), Program, 5));
        studies.Remove("s");
        Assert.Empty(studies.List());
        Assert.Equal("There is no study 's'. 'landscape studies' lists those that there are.", Assert.Throws<StudyException>(() => studies.Cancel("s")).Message);
    }

    [Fact]
    public async Task A_study_resumed_while_it_is_being_cancelled_goes_on_whole()
    {
        using ClusterConnection cluster = server.OpenCluster();
        ClusterStudies studies = Submit(cluster, 5);
        Task cancelling;
        using (NpgsqlConnection between = cluster.Connect())
        {
            between.Execute("SELECT pg_advisory_lock(hashtextextended('landscape.study', (SELECT id FROM landscape.study WHERE name = 's')))");
            cancelling = Task.Run(() => studies.Cancel("s"), TestContext.Current.CancellationToken);
            while (!studies.Find("s")!.IsCancelled)
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            between.Execute("UPDATE landscape.study SET is_cancelled = false WHERE name = 's'");
            between.Execute("SELECT pg_advisory_unlock_all()");
        }

        await cancelling;
        Assert.Equal((false, 1, 0), (studies.Find("s")!.IsCancelled, studies.Find("s")!.Progress.Queued, studies.Find("s")!.Progress.Cancelled));

        studies.Cancel("s");
        Assert.Equal((true, 0, 1), (studies.Find("s")!.IsCancelled, studies.Find("s")!.Progress.Queued, studies.Find("s")!.Progress.Cancelled));
        studies.Resume("s", retryFailed: false);
        Assert.Equal((false, 1, 0), (studies.Find("s")!.IsCancelled, studies.Find("s")!.Progress.Queued, studies.Find("s")!.Progress.Cancelled));
    }

    private static StudyDefinition Study(long seed) => new()
    {
        Name = "s",
        Trials = [new Trial { Key = "t", Type = "rehearsal", Settings = TrialJson.Write(new RehearsalSettings(1, 1)), Seed = seed }],
    };

    private static ClusterStudies Submit(ClusterConnection cluster, int mostLosses)
    {
        ClusterStudies studies = new(cluster);
        Assert.True(studies.Submit(Study(seed: 1), Program, mostLosses));
        return studies;
    }

    private static LeasedTrial? Claim(LeaseTable table, long worker) => table.Claim(worker, Program, ["rehearsal"], 1).SingleOrDefault();

    private static void Expire(ClusterConnection cluster) => ClusterTransaction.Run(
        cluster, connection => connection.Execute("UPDATE landscape.trial SET leased_until = now() - interval '1 second' WHERE state = 1"));
}
