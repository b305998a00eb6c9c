using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Data;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Cluster.Tests.Servers;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Tests;

/// <summary>Cancelling a study while its database is away.</summary>
public sealed class CancelledOutageTests(PostgresServer server)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task The_study_is_cancelled_when_the_database_is_back_and_nothing_is_thrown()
    {
        using ClusterConnection cluster = server.OpenCluster();
        using CancellationTokenSource stop = new();
        SynchronousProgress started = new();
        ClusterStudyRunner runner = new(cluster, new TrialTypes(new GatedTrial()), new DatabaseDataStore(cluster), new ClusterStudyOptions { Poll = Poll });
        Task<StudyResult> running = runner.RunAsync(new StudyDefinition { Name = "away", Trials = [GatedTrial.Create("a")] }, started, stop.Token);
        await started.Reported;
        server.Stop();
        try
        {
            await stop.CancelAsync();

            // Long enough for several looks that nobody answers.
            await Task.Delay(10 * Poll);
            Assert.False(running.IsCompleted, $"It ended with {running.Exception?.InnerException?.Message}");
        }
        finally
        {
            server.Start();
        }

        StudyResult result = await running;
        Assert.Equal(TrialState.Cancelled, result.Trials.Single().State);
        Assert.Equal("cancelled", new ClusterStudies(cluster).Find("away")!.State);
    }

    [Fact]
    public async Task A_study_that_is_let_go_on_is_not_cancelled_again()
    {
        using ClusterConnection cluster = server.OpenCluster();
        using CancellationTokenSource stop = new();
        ClusterStudies studies = new(cluster);
        StudyDefinition study = new() { Name = "kept", Trials = [GatedTrial.Create("a"), GatedTrial.Create("b")] };
        ClusterStudyRunner runner = new(cluster, new TrialTypes(new GatedTrial()), new DatabaseDataStore(cluster), new ClusterStudyOptions { Poll = Poll });
        SynchronousProgress started = new();
        Task<StudyResult> running = runner.RunAsync(study, started, stop.Token);
        await started.Reported;

        // A trial that runs keeps the study from being over, as one does whose worker has not yet heard of the end.
        Workers.LeaseTable table = new(cluster, TimeSpan.FromMinutes(1));
        long worker = table.Register("busy", ProgramVersion.Current, 1);
        Workers.LeasedTrial held = table.Claim(worker, ProgramVersion.Current, ["gated"], 1).Single();
        await stop.CancelAsync();
        Assert.True(SpinWait.SpinUntil(() => studies.Find("kept") is { IsCancelled: true, Progress.Cancelled: 1 }, TimeSpan.FromSeconds(60)));
        studies.Resume("kept", retryFailed: false);
        await Task.Delay(10 * Poll);
        Assert.Equal("running", studies.Find("kept")!.State);
        table.End(worker, [(held.Lease, TrialOutcome.Done("a", TrialJson.Write(0)))]);
        Workers.LeasedTrial second = table.Claim(worker, ProgramVersion.Current, ["gated"], 1).Single();
        table.End(worker, [(second.Lease, TrialOutcome.Done("b", TrialJson.Write(0)))]);
        Assert.Equal([0, 0], (await running).Read<int>());
    }

    /// <summary>Tells of the first report.</summary>
    private sealed class SynchronousProgress : IProgress<StudyProgress>
    {
        private readonly TaskCompletionSource reported = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reported => reported.Task;

        public void Report(StudyProgress value) => reported.TrySetResult();
    }
}
