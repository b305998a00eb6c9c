using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Data;
using MLNetLandscape.Cluster.Rehearsals;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Cluster.Tests.Servers;
using MLNetLandscape.Cluster.Workers;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Tests;

/// <summary>Studies on workers in this process, with a real database.</summary>
public sealed class ClusterWorkerTests(PostgresServer server)
{
    private static readonly TrialTypes Types = new(new RehearsalTrial(), new GatedTrial());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_study_equals_the_local_run_bit_for_bit(int workers)
    {
        using ClusterConnection cluster = server.OpenCluster();
        StudyDefinition study = Rehearsal(60);
        StudyResult local = await new LocalStudyRunner(Types, new MemoryDataStore()).RunAsync(study);
        StudyResult result = await RunAsync(cluster, study, workers);
        Assert.Equal(Text(local), Text(result));
        Assert.Equal(60, local.Trials.Select(trial => trial.Result.ToString()).Distinct().Count());
        StudySummary summary = new ClusterStudies(cluster).Find(study.Name)!;
        Assert.Equal((60, 0, 0, 0, "done"), (summary.Progress.Done, summary.Progress.Failed, summary.Progress.Running, summary.Progress.Queued, summary.State));
    }

    [Fact]
    public async Task A_trial_that_throws_leaves_the_others_alone()
    {
        using ClusterConnection cluster = server.OpenCluster();
        Trial broken = Create("broken", new RehearsalSettings(1, 1, "No luck.\0"));
        StudyDefinition study = new() { Name = "mixed", Trials = [.. Rehearsal(3).Trials, broken] };
        StudyResult result = await RunAsync(cluster, study, 1);
        Assert.Equal([TrialState.Done, TrialState.Done, TrialState.Done, TrialState.Failed], result.Trials.Select(trial => trial.State));
        Assert.Equal(new TrialError("InvalidOperationException", "No luck.\uFFFD"), result.Trials[3].Error);
        Assert.Equal("ended with failures", new ClusterStudies(cluster).Find("mixed")!.State);
    }

    [Fact]
    public async Task A_trial_that_takes_too_long_fails_and_the_study_goes_on()
    {
        using ClusterConnection cluster = server.OpenCluster();
        StudyDefinition study = new()
        {
            Name = "slow",
            Trials = [Create("slow", new RehearsalSettings(1, long.MaxValue)), Create("fast", new RehearsalSettings(1, 1))],
            TrialTimeLimit = TimeSpan.FromSeconds(1),
        };
        StudyResult result = await RunAsync(cluster, study, 1);
        Assert.Equal([TrialState.Failed, TrialState.Done], result.Trials.Select(trial => trial.State));
        Assert.Equal("The trial took longer than its limit of 00:00:01. Allow more time, or make it smaller.", result.Trials[0].Error!.Message);
    }

    [Fact]
    public async Task Data_travel_by_their_hash_and_a_worker_without_them_says_so()
    {
        using ClusterConnection cluster = server.OpenCluster();
        DatabaseDataStore store = new(cluster);
        byte[] content = [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)(i % 251))];
        ContentHash hash = store.Put(new MemoryStream(content));
        Assert.Equal(ContentHash.Of(content), hash);
        using (Stream read = store.Open(hash))
        {
            Assert.Equal(hash, ContentHash.Of(read));
        }

        StudyDefinition study = new()
        {
            Name = "reading",
            Trials = [GatedTrial.Create("reads") with { Data = new Dictionary<string, ContentHash> { ["data"] = hash } }],
        };
        ClusterStudies studies = new(cluster);
        studies.Submit(study, ProgramVersion.Current, 5);
        Work(cluster, new MemoryDataStore(), studies, study.Name);
        Assert.Equal(
            $"The data {hash} are not in memory. Put them there, or point to the store that the study was submitted with.",
            studies.Outcomes(study.Name, onlyFailures: true).Single().Error!.Message);
        studies.Resume(study.Name, retryFailed: true);
        Work(cluster, store, studies, study.Name);
        Assert.Equal(TrialState.Done, studies.Outcomes(study.Name).Single().State);
    }

    [Fact]
    public void A_worker_leaves_studies_of_another_version_and_types_that_it_does_not_know_alone()
    {
        using ClusterConnection cluster = server.OpenCluster();
        ClusterStudies studies = new(cluster);
        studies.Submit(Rehearsal(2) with { Name = "other" }, "another version", 5);
        studies.Submit(new StudyDefinition { Name = "unknown", Trials = [Create("x", new RehearsalSettings(1, 1)) with { Type = "unheard of" }] }, ProgramVersion.Current, 5);
        new ClusterWorker(cluster, Types, new MemoryDataStore(), Options with { Lease = TimeSpan.FromSeconds(1), IdleLimit = TimeSpan.FromSeconds(1) }).Run();
        Assert.Equal([("unknown", 1), ("other", 2)], studies.List().Select(study => (study.Name, study.Progress.Queued)));
        Assert.Equal("waiting for workers", studies.Find("other")!.State);
    }

    [Fact]
    public void A_worker_that_is_soon_idle_stays_long_enough_to_take_the_trials_of_the_dead()
    {
        using ClusterConnection cluster = server.OpenCluster();
        ClusterStudies studies = new(cluster);
        studies.Submit(Rehearsal(1), ProgramVersion.Current, 5);
        LeaseTable table = new(cluster, TimeSpan.Zero);
        Assert.Single(table.Claim(table.Register("dead", ProgramVersion.Current, 1), ProgramVersion.Current, Types.Names, 1));
        new ClusterWorker(cluster, Types, new MemoryDataStore(), Options with { Lease = TimeSpan.FromSeconds(1), IdleLimit = TimeSpan.Zero }).Run();
        Assert.Equal(1, studies.List().Single().Progress.Done);
    }

    [Fact]
    public async Task A_cancelled_study_stops_its_trials_and_goes_on_from_their_checkpoints_when_it_is_run_again()
    {
        using ClusterConnection cluster = server.OpenCluster();
        StudyDefinition study = new() { Name = "stopped", Trials = [GatedTrial.Create("a"), GatedTrial.Create("b")] };
        using CancellationTokenSource stop = new();
        ClusterStudyRunner runner = new(cluster, Types, new DatabaseDataStore(cluster), Fast);
        using CancellationTokenSource ending = new();
        GatedTrial.Gate gate = GatedTrial.Close();
        Task worker = Task.Run(() => new ClusterWorker(cluster, new TrialTypes(new GatedTrial(gate)), new MemoryDataStore(), Options with { Slots = 1 }).Run(null, ending.Token));
        Task<StudyResult> first = runner.RunAsync(study, null, stop.Token);
        await gate.Reached;
        stop.Cancel();
        StudyResult stopped = await first;
        Assert.Equal([TrialState.Cancelled, TrialState.Cancelled], stopped.Trials.Select(trial => trial.State));
        Assert.Equal("cancelled", new ClusterStudies(cluster).Find("stopped")!.State);
        gate.Open();
        StudyResult result = await runner.RunAsync(study);
        ending.Cancel();
        await worker;
        Assert.Equal([1, 0], result.Read<int>());
    }

    [Fact]
    public async Task Outcomes_wait_while_the_database_is_away()
    {
        using ClusterConnection cluster = server.OpenCluster();
        GatedTrial.Gate gate = GatedTrial.Close();
        using CancellationTokenSource ending = new();
        Task worker = Task.Run(() => new ClusterWorker(cluster, new TrialTypes(new GatedTrial(gate)), new MemoryDataStore(), Options).Run(null, ending.Token));
        Task<StudyResult> running = new ClusterStudyRunner(cluster, Types, new DatabaseDataStore(cluster), Fast)
            .RunAsync(new StudyDefinition { Name = "patient", Trials = [GatedTrial.Create("a")] });
        await gate.Reached;
        server.Restart();
        gate.Open();
        Assert.Equal([0], (await running).Read<int>());
        ending.Cancel();
        await worker;
    }

    private static WorkerOptions Options => new() { Slots = 2, Lease = TimeSpan.FromSeconds(6), Poll = TimeSpan.FromMilliseconds(50), CheckpointInterval = TimeSpan.Zero };

    private static ClusterStudyOptions Fast => new() { Poll = TimeSpan.FromMilliseconds(50) };

    private static StudyDefinition Rehearsal(int trials) => new()
    {
        Name = "rehearsal",
        Trials = [.. Enumerable.Range(0, trials).Select(i => Create($"t{i}", new RehearsalSettings(3, 1000)) with { Seed = i })],
    };

    private static Trial Create(string key, RehearsalSettings settings) => new() { Key = key, Type = "rehearsal", Settings = TrialJson.Write(settings) };

    private static string Text(StudyResult result) => string.Join('\n', result.Trials.Select(trial => $"{trial.Key} {trial.State} {trial.Result}"));

    private static async Task<StudyResult> RunAsync(ClusterConnection cluster, StudyDefinition study, int workers)
    {
        DatabaseDataStore store = new(cluster);
        using CancellationTokenSource ending = new();
        Task[] running = [.. Enumerable.Range(0, workers).Select(_ => Task.Factory.StartNew(
            () => new ClusterWorker(cluster, Types, store, Options).Run(null, ending.Token), TaskCreationOptions.LongRunning))];
        Task<StudyResult> result = new ClusterStudyRunner(cluster, Types, store, Fast).RunAsync(study);
        await await Task.WhenAny([result, .. running]);
        await result;
        ending.Cancel();
        await Task.WhenAll(running);
        return result.Result;
    }

    private static void Work(ClusterConnection cluster, IDataStore store, ClusterStudies studies, string study)
    {
        using CancellationTokenSource ending = new();
        Task worker = Task.Run(() => new ClusterWorker(cluster, Types, store, Options).Run(null, ending.Token));
        Assert.True(SpinWait.SpinUntil(() => studies.Find(study)!.IsOver, TimeSpan.FromSeconds(60)));
        ending.Cancel();
        worker.GetAwaiter().GetResult();
    }
}
