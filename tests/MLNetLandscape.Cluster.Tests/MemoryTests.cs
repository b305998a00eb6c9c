using System.Diagnostics;
using System.Text.Json.Nodes;
using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Data;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Cluster.Tests.Servers;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Cluster.Tests;

/// <summary>A trial that needs more memory than its worker, a process of its own, may have.</summary>
public sealed class MemoryTests(PostgresServer server)
{
    private const int Units = 30_000;

    // 256 MiB, in hexadecimal as .NET reads it; the weights between two such layers are 3.6 GB.
    private static readonly Dictionary<string, string> Limit = new() { ["DOTNET_GCHeapHardLimit"] = "10000000" };

    [Fact]
    public async Task Fails_with_a_message_and_the_study_goes_on()
    {
        string settings = server.CreateDatabase();
        using ClusterConnection cluster = ClusterConnection.Open(settings);
        Schema.ClusterSchema.Initialize(cluster);
        DatabaseDataStore store = new(cluster);
        StudyDefinition study = await StudyAsync(store);
        using CommandProcesses processes = new();
        Process worker = processes.Start([], Limit, ["worker", "--cluster", settings, "--slots", "1"]);
        StudyResult result = await new ClusterStudyRunner(cluster, new TrialTypes(new ComparisonTrial()), store).RunAsync(study);
        Assert.Equal([TrialState.Done, TrialState.Failed, TrialState.Done], result.Trials.Select(trial => trial.State));
        Assert.Equal(new TrialError("InsufficientMemoryException", "The trial ran out of memory. Run fewer trials at a time, or make it smaller."), result.Trials[1].Error);
        Assert.False(worker.HasExited);
    }

    /// <summary>Both arms of a small comparison, and between them one of a network that is too large to create here.</summary>
    private static async Task<StudyDefinition> StudyAsync(IDataStore store)
    {
        ComparisonOptions options = new()
        {
            Network = new NetworkDefinition { Input = Shape.Vector(2), Layers = [new Dense(3, new Relu()), new Dense(3, new Relu()), new Dense(1, new Identity())] },
            Runs = 1,
            Training = new TrainingOptions { Epochs = 2, BatchSize = 8 },
        };
        PlanOnly plan = new(store);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Comparison.RunAsync(Data, options, plan, "memory"));
        Trial[] trials = [.. plan.Study!.Trials];
        string large = trials[0].Settings.GetRawText().Replace("\"units\":3", $"\"units\":{Units}", StringComparison.Ordinal);
        Trial huge = trials[0] with { Key = "huge", Settings = TrialJson.Write(JsonNode.Parse(large)) };
        return plan.Study with { Trials = [trials[0], huge, trials[1]] };
    }

    private static Dataset<float> Data => new()
    {
        Features = Enumerable.Range(0, 80).Select(i => (float)Math.Sin(i)).ToArray(),
        Targets = Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? 1f : -1f).ToArray(),
        Rows = 40,
    };

    /// <summary>Keeps a study in place of running it.</summary>
    private sealed class PlanOnly(IDataStore data) : IStudyRunner
    {
        public StudyDefinition? Study { get; private set; }

        public IDataStore Data => data;

        public Task<StudyResult> RunAsync(StudyDefinition study, IProgress<StudyProgress>? progress = null, CancellationToken cancellationToken = default)
        {
            Study = study;
            return Task.FromCanceled<StudyResult>(new CancellationToken(canceled: true));
        }
    }
}
