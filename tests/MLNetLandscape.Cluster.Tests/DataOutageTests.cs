using System.Text.Json;
using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Data;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Cluster.Tests.Servers;
using MLNetLandscape.Cluster.Workers;
using MLNetLandscape.Core.Studies;
using Npgsql;

namespace MLNetLandscape.Cluster.Tests;

/// <summary>Trials that open their data while the database that holds them is away.</summary>
public sealed class DataOutageTests(PostgresServer server)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TrialTypes Types = new(new SharingTrial());

    [Fact]
    public async Task A_trial_waits_for_its_data()
    {
        using ClusterConnection cluster = server.OpenCluster();
        AwayStore store = new();
        ClusterStudies studies = Submit(cluster, store);
        using CancellationTokenSource ending = new();
        Task worker = Run(cluster, store, ending.Token);
        store.WaitForTries(3);
        store.IsAway = false;
        Assert.True(SpinWait.SpinUntil(() => studies.Find("s")!.IsOver, TimeSpan.FromSeconds(60)));
        await ending.CancelAsync();
        await worker;
        Assert.Equal((TrialState.Done, null), studies.Outcomes("s").Select(outcome => (outcome.State, outcome.Error)).Single());
    }

    [Fact]
    public async Task A_worker_that_stops_meanwhile_gives_the_trial_back()
    {
        using ClusterConnection cluster = server.OpenCluster();
        AwayStore store = new();
        ClusterStudies studies = Submit(cluster, store);
        using CancellationTokenSource ending = new();
        Task worker = Run(cluster, store, ending.Token);
        store.WaitForTries(3);
        await ending.CancelAsync();
        await worker;
        Assert.Equal((1, 0), (studies.Find("s")!.Progress.Queued, studies.Find("s")!.Progress.Failed));
    }

    [Fact]
    public async Task A_trial_that_has_waited_as_long_as_it_may_take_fails_with_what_the_store_says()
    {
        AwayStore store = new();
        SteppedTime time = new();
        PatientDataStore patient = new(store, Pause, TimeSpan.FromMinutes(1), time, CancellationToken.None);
        Task<Stream> opening = Task.Run(() => patient.Open(store.Hash), TestContext.Current.CancellationToken);
        store.WaitForTries(3);
        Assert.False(opening.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("PostgreSQL is away.", (await Assert.ThrowsAsync<ClusterException>(() => opening.WaitAsync(TimeSpan.FromSeconds(60)))).Message);
    }

    [Fact]
    public void A_trial_goes_on_when_another_is_stopped_that_was_opening_the_same_data()
    {
        AwayStore store = new();
        SharedValues shared = new();
        using CancellationTokenSource stop = new();
        TrialOutcome? stopped = null, other = null;
        Thread first = new(() => stopped = Execute(store, shared, stop.Token)), second = new(() => other = Execute(store, shared, CancellationToken.None));
        first.Start();
        store.WaitForTries(1);
        second.Start();

        // The second waits for what the first makes.
        Assert.True(SpinWait.SpinUntil(() => second.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromSeconds(60)));
        stop.Cancel();
        first.Join();
        store.IsAway = false;
        second.Join();
        Assert.Equal((TrialState.Cancelled, TrialState.Done), (stopped!.State, other!.State));
    }

    private static ClusterStudies Submit(ClusterConnection cluster, AwayStore store)
    {
        ClusterStudies studies = new(cluster);
        studies.Submit(new StudyDefinition { Name = "s", Trials = [SharingTrial.Create(store.Hash)] }, ProgramVersion.Current, 5);
        return studies;
    }

    private static Task<long> Run(ClusterConnection cluster, IDataStore store, CancellationToken cancellationToken) =>
        Task.Run(() => new ClusterWorker(cluster, Types, store, new WorkerOptions { Slots = 1, Poll = Pause }).Run(null, cancellationToken), CancellationToken.None);

    private static TrialOutcome Execute(AwayStore store, SharedValues shared, CancellationToken cancellationToken)
    {
        PatientDataStore patient = new(store, Pause, null, TimeProvider.System, cancellationToken);
        TrialContext context = new() { Trial = SharingTrial.Create(store.Hash), Data = patient, Shared = shared, Cancellation = cancellationToken };
        return TrialExecution.Run(Types, context, null, TimeProvider.System);
    }

    /// <summary>Reads its data through what the trials of a process share.</summary>
    private sealed class SharingTrial : ITrialType
    {
        public string Name => "sharing";

        public static Trial Create(ContentHash hash) =>
            new() { Key = "t", Type = "sharing", Settings = TrialJson.Write(""), Data = new Dictionary<string, ContentHash> { ["data"] = hash } };

        public void Validate(JsonElement settings)
        {
        }

        public JsonElement Run(TrialContext context) => TrialJson.Write(context.ShareData("data", content => (object)content.ReadByte()));
    }

    /// <summary>A store that does not answer until it is told.</summary>
    private sealed class AwayStore : IDataStore
    {
        private readonly MemoryDataStore store = new();
        private volatile bool isAway = true;
        private int tries;

        public AwayStore() => Hash = store.Put(new MemoryStream([7]));

        public ContentHash Hash { get; }

        public bool IsAway
        {
            set => isAway = value;
        }

        public ContentHash Put(Stream content) => store.Put(content);

        public bool Contains(ContentHash hash) => store.Contains(hash);

        public Stream Open(ContentHash hash)
        {
            Interlocked.Increment(ref tries);
            return isAway ? throw new ClusterException("PostgreSQL is away.", new NpgsqlException("", new IOException())) : store.Open(hash);
        }

        public void WaitForTries(int count) => Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref tries) >= count, TimeSpan.FromSeconds(60)));
    }
}
