using System.Diagnostics;
using System.Text.Json.Nodes;
using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Cluster.Tests.Servers;

namespace MLNetLandscape.Cluster.Tests;

/// <summary>The command in processes of its own, which are killed.</summary>
public sealed class ProcessTests(PostgresServer server) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly string folder = Directory.CreateTempSubdirectory("landscape-cluster").FullName;
    private readonly CommandProcesses processes = new();

    public void Dispose()
    {
        processes.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Killed_workers_lose_no_trial_and_count_none_twice()
    {
        string settings = server.CreateDatabase();
        await processes.RunAsync("cluster", "init", "--cluster", settings);
        string output = await processes.RunAsync(
            "cluster", "rehearse", "--cluster", settings, "--trials", "40", "--seconds", "0.2", "--workers", "3", "--kills", "5");
        Assert.StartsWith("5 of 5 kills done. 40 trials counted as done, 40 listed, 40 right: none lost, none counted twice.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rehearsals_of_several_numbers_of_workers_are_compared()
    {
        string settings = server.CreateDatabase();
        await processes.RunAsync("cluster", "init", "--cluster", settings);
        string output = await processes.RunAsync("cluster", "rehearse", "--cluster", settings, "--trials", "6", "--seconds", "0.05", "--workers", "1,2", "--repeat", "2");
        Assert.Equal(4, output.Split("6 listed, 6 right: none lost, none counted twice.").Length - 1);
        Assert.Matches("2 workers reach [0-9.]+ times the rate of 1 [(]median of 2; [0-9.]+ to [0-9.]+[)]", output);
    }

    [Fact]
    public async Task A_killed_submitter_attaches_to_its_study_again_and_the_result_is_the_local_one()
    {
        string settings = server.CreateDatabase(), local = Path.Combine(folder, "local.json"), clustered = Path.Combine(folder, "clustered.json");
        string[] compare = ["compare", "--runs", "3", "--epochs", "40", "--json"];
        await processes.RunAsync("cluster", "init", "--cluster", settings);
        using ClusterConnection cluster = ClusterConnection.Open(settings);
        ClusterStudies studies = new(cluster);
        Process submitter = processes.Start([.. compare, clustered, "--cluster", settings, "--study", "wdbc"]);
        await WaitFor(() => studies.Find("wdbc") is not null);
        submitter.Kill();
        await submitter.WaitForExitAsync(TestContext.Current.CancellationToken);
        processes.Start("worker", "--cluster", settings, "--checkpoint-every", "0.1");
        await processes.RunAsync([.. compare, clustered, "--cluster", settings, "--study", "wdbc"]);
        Assert.Equal(6, studies.Find("wdbc")!.Progress.Done);
        await processes.RunAsync([.. compare, local]);
        Assert.Equal(Results(local), Results(clustered));
    }

    [Fact]
    public async Task A_sweep_of_lambda_on_workers_is_the_local_one()
    {
        string settings = server.CreateDatabase(), local = Path.Combine(folder, "local.json"), clustered = Path.Combine(folder, "clustered.json");
        string[] sweep = ["sweep", "--runs", "2", "--epochs", "10", "--lambdas", "0.1,1", "--json"];
        await processes.RunAsync("cluster", "init", "--cluster", settings);
        await processes.RunAsync([.. sweep, clustered, "--cluster", settings, "--detach"]);
        processes.Start("worker", "--cluster", settings);
        await processes.RunAsync([.. sweep, clustered, "--cluster", settings]);
        await processes.RunAsync([.. sweep, local]);
        Assert.Equal(await File.ReadAllTextAsync(local), await File.ReadAllTextAsync(clustered));
        using ClusterConnection cluster = ClusterConnection.Open(settings);
        Assert.Equal((1, 6), (new ClusterStudies(cluster).List().Count, new ClusterStudies(cluster).List()[0].Progress.Done));
    }

    /// <summary>A comparison's JSON without the time of day and the time taken.</summary>
    private static string Results(string path)
    {
        JsonObject json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        Assert.True(json.Remove("times"));
        return json.ToJsonString();
    }

    private static async Task WaitFor(Func<bool> condition)
    {
        for (Stopwatch watch = Stopwatch.StartNew(); !condition(); await Task.Delay(20, TestContext.Current.CancellationToken))
        {
            Assert.True(watch.Elapsed < Patience, "It did not come to pass.");
        }
    }
}
