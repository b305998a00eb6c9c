using System.Runtime.InteropServices;
using System.Text.Json;
using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Cluster.Tests.Servers;
using MLNetLandscape.Cluster.Workers;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Tests;

/// <summary>What becomes of a worker's trials when the database fails within the correspondence.</summary>
public sealed class WorkerSessionTests(PostgresServer server)
{
    private const string Checkpoint = "NEW.checkpoint IS DISTINCT FROM OLD.checkpoint", Release = "NEW.state = 0";

    // By the machine's clock, no sign of life is due within a test.
    private static readonly WorkerOptions Options = new() { Slots = 1, Lease = TimeSpan.FromMinutes(30) };

    [Fact]
    public void The_last_checkpoint_of_a_stopped_trial_survives_a_failure()
    {
        using ClusterConnection cluster = server.OpenCluster();
        using CountdownEvent begun = new(1);
        using SessionWorker worker = Begin(cluster, new LastWordsTrial(begun), TimeProvider.System);
        worker.Session.Exchange(mayClaim: true);
        begun.Wait(TestContext.Current.CancellationToken);
        worker.Session.Stop();
        worker.EndTrials();
        AssertFails(cluster, worker, Checkpoint);
        worker.Session.Exchange(mayClaim: false);
        Assert.Equal([2], Claim(cluster)!.Checkpoint);
    }

    [Fact]
    public async Task A_checkpoint_of_a_running_trial_survives_a_failure_and_its_stop()
    {
        using ClusterConnection cluster = server.OpenCluster();
        GatedTrial.Gate gate = GatedTrial.Close();
        using SessionWorker worker = Begin(cluster, new GatedTrial(gate), TimeProvider.System);
        worker.Session.Exchange(mayClaim: true);
        await gate.Reached;
        AssertFails(cluster, worker, Checkpoint);
        worker.Session.Stop();
        worker.EndTrials();
        worker.Session.Exchange(mayClaim: false);
        Assert.Equal([1], Claim(cluster)!.Checkpoint);
    }

    [Fact]
    public void A_checkpoint_that_could_not_be_written_gives_way_to_a_newer_one()
    {
        LeasedTrial claimed = new(new Lease(1, 0, 1), GatedTrial.Create("t"), null, null);
        using RunningTrial trial = new(claimed, Options, () => { });
        trial.Save([1]);
        byte[] failed = trial.TakeCheckpoint()!;
        trial.Save([2]);
        trial.PutBack(failed);
        Assert.Equal([2], trial.TakeCheckpoint());
    }

    [Fact]
    public void A_checkpoint_that_the_database_could_never_take_fails_its_trial()
    {
        LeasedTrial claimed = new(new Lease(1, 0, 1), GatedTrial.Create("t"), null, null);
        using RunningTrial trial = new(claimed, Options, () => { });

        // Its length is looked at before its content.
        byte first = 0;
        ReadOnlySpan<byte> Content() => MemoryMarshal.CreateReadOnlySpan(ref first, RunningTrial.MostCheckpointBytes + 1);
        ClusterException exception = Assert.Throws<ClusterException>(() => trial.Save(Content()));
        Assert.Equal(
            "A checkpoint in the cluster's database must have at most 1072693248 bytes, but this one has 1072693249. Make the network smaller, or train it on one machine, without --cluster.",
            exception.Message);
        Assert.Null(trial.TakeCheckpoint());
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_written_keeps_no_sign_of_life_back()
    {
        using ClusterConnection cluster = server.OpenCluster();
        SteppedTime time = new();
        GatedTrial.Gate gate = GatedTrial.Close();
        using SessionWorker worker = Begin(cluster, new GatedTrial(gate), time);
        worker.Session.Exchange(mayClaim: true);
        await gate.Reached;
        Execute(cluster, "UPDATE landscape.trial SET leased_until = now()");
        time.Advance(Options.Lease / 3);
        AssertFails(cluster, worker, Checkpoint);
        Assert.Equal(1, Execute(cluster, "UPDATE landscape.trial SET completed = 0 WHERE leased_until > now()"));
    }

    [Fact]
    public void An_outcome_is_counted_once_when_giving_back_another_trial_fails()
    {
        using ClusterConnection cluster = server.OpenCluster();
        using CountdownEvent begun = new(2);
        using SessionWorker worker = Begin(cluster, new LastWordsTrial(begun), TimeProvider.System, "ends", "waits");
        worker.Session.Exchange(mayClaim: true);
        begun.Wait(TestContext.Current.CancellationToken);
        worker.Session.Stop();
        worker.EndTrials();
        AssertFails(cluster, worker, Release);
        worker.Session.Exchange(mayClaim: false);
        Assert.Equal((1, 0), (worker.Session.Ended, worker.Session.Count));
        StudyProgress progress = new ClusterStudies(cluster).Find("s")!.Progress;
        Assert.Equal((1, 1), (progress.Done, progress.Queued));
    }

    /// <summary>A worker of a fresh study, with a slot for each trial.</summary>
    private static SessionWorker Begin(ClusterConnection cluster, ITrialType type, TimeProvider time, params string[] keys)
    {
        Trial[] trials = [.. (keys.Length == 0 ? ["waits"] : keys).Select(GatedTrial.Create)];
        new ClusterStudies(cluster).Submit(new StudyDefinition { Name = "s", Trials = trials }, ProgramVersion.Current, 5);
        return new SessionWorker(cluster, new TrialTypes(type), Options with { Slots = trials.Length, Time = time });
    }

    private static LeasedTrial? Claim(ClusterConnection cluster)
    {
        LeaseTable table = new(cluster, Options.Lease);
        return table.Claim(table.Register("heir", ProgramVersion.Current, 1), ProgramVersion.Current, ["gated"], 1).SingleOrDefault();
    }

    /// <summary>Exchanges while the database refuses an update of a trial for want of resources, which it then has again.</summary>
    private static void AssertFails(ClusterConnection cluster, SessionWorker worker, string update)
    {
        Execute(cluster, "CREATE FUNCTION landscape.refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '53000'; END $$ LANGUAGE plpgsql");
        Execute(cluster, $"CREATE TRIGGER refuse BEFORE UPDATE ON landscape.trial FOR EACH ROW WHEN ({update}) EXECUTE FUNCTION landscape.refuse()");
        Assert.True(Assert.Throws<ClusterException>(() => worker.Session.Exchange(mayClaim: false)).IsTransient);
        Execute(cluster, "DROP FUNCTION landscape.refuse() CASCADE");
    }

    private static int Execute(ClusterConnection cluster, string sql) => ClusterTransaction.Run(cluster, connection => connection.Execute(sql));

    /// <summary>Ends at once, or waits until it is stopped and then saves a checkpoint, by its key.</summary>
    private sealed class LastWordsTrial(CountdownEvent begun) : ITrialType
    {
        public string Name => "gated";

        public void Validate(JsonElement settings)
        {
        }

        public JsonElement Run(TrialContext context)
        {
            begun.Signal();
            if (context.Trial.Key == "waits")
            {
                context.Cancellation.WaitHandle.WaitOne();
                context.Checkpoint.Save([2]);
                context.Cancellation.ThrowIfCancellationRequested();
            }

            return TrialJson.Write("");
        }
    }
}
