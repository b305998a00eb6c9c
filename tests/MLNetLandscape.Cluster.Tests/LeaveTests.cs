using System.Text.Json;
using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Cluster.Tests.Servers;
using MLNetLandscape.Cluster.Workers;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Tests;

/// <summary>What a worker says when it cannot take its leave.</summary>
public sealed class LeaveTests(PostgresServer server)
{
    private const string Elsewhere = "Trials of this worker go on elsewhere when their leases have run out.";

    [Fact]
    public void A_schema_that_is_gone_is_told_once_and_not_waited_for()
    {
        using ClusterConnection cluster = server.OpenCluster();
        string line = Assert.Single(Leave(cluster, () => ClusterTransaction.Run(cluster, connection => connection.Execute("DROP SCHEMA landscape CASCADE"))));
        Assert.StartsWith($"The database {cluster.Name} is not prepared for a cluster: ", line, StringComparison.Ordinal);
        Assert.EndsWith($"Run 'landscape cluster init' once. {Elsewhere}", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_does_not_answer_is_asked_again_before_it_is_told()
    {
        using ClusterConnection cluster = server.OpenCluster();
        try
        {
            List<string> log = Leave(cluster, server.Stop);
            Assert.True(log.Count > 2, $"It was asked {log.Count} times.");
            Assert.EndsWith($" {Elsewhere}", log[^1], StringComparison.Ordinal);
        }
        finally
        {
            server.Start();
        }
    }

    /// <summary>Runs a worker that is stopped within a trial, and does something to the database before the worker can give the trial back.</summary>
    private static List<string> Leave(ClusterConnection cluster, Action trouble)
    {
        new ClusterStudies(cluster).Submit(new StudyDefinition { Name = "left", Trials = [GatedTrial.Create("a")] }, ProgramVersion.Current, 5);
        List<string> log = [];
        using CancellationTokenSource ending = new();
        WorkerOptions options = new() { Slots = 1, Poll = TimeSpan.FromMilliseconds(50) };
        new ClusterWorker(cluster, new TrialTypes(new TroubledTrial(ending, trouble)), new MemoryDataStore(), options).Run(log.Add, ending.Token);
        return log;
    }

    private sealed class TroubledTrial(CancellationTokenSource ending, Action trouble) : ITrialType
    {
        public string Name => "gated";

        public void Validate(JsonElement settings)
        {
        }

        public JsonElement Run(TrialContext context)
        {
            // Stopped only after the worker has left its loop, so that its leave is what meets the trouble.
            ending.Cancel();
            context.Cancellation.WaitHandle.WaitOne();
            trouble();
            throw new OperationCanceledException(context.Cancellation);
        }
    }
}
