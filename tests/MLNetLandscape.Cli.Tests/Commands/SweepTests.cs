using System.Text.Json.Nodes;

namespace MLNetLandscape.Cli.Tests.Commands;

public sealed class SweepTests
{
    private static readonly string[] Short = ["--runs", "3", "--epochs", "4", "--network", "8", "--lambdas", "0.1,1,10"];

    [Fact]
    public async Task Repeats_bit_for_bit_whatever_the_number_of_threads()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(await JsonOf(folder["a.json"], "--threads", "1"), await JsonOf(folder["b.json"], "--threads", "3"));
        Assert.NotEqual(await JsonOf(folder["c.json"], "--seed", "1"), await JsonOf(folder["d.json"], "--seed", "2"));
    }

    [Fact]
    public async Task Writes_every_lambda_with_the_figures_that_it_prints()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync(["sweep", Repository.Wdbc, "--label", "diagnosis", .. Short, "--json", folder["s.json"], "--report", folder["s.html"]]);
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        JsonNode json = JsonNode.Parse(File.ReadAllText(folder["s.json"]))!;
        Assert.Equal([0.1, 1, 10], json["points"]!.AsArray().Select(point => point!["lambda"]!.GetValue<double>()));
        Assert.Null(json["plain"]!["lambda"]);
        foreach (JsonNode? point in json["points"]!.AsArray())
        {
            double[] accuracies = [.. point!["accuracies"]!.AsArray().Select(value => value!.GetValue<double>())];
            Assert.Equal(accuracies.Average(), point["accuracy"]!["mean"]!.GetValue<double>(), 1e-15);
            Assert.Contains(accuracies.Average().ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture), run.Output, StringComparison.Ordinal);
        }

        string headline = json["headline"]!.GetValue<string>(), report = File.ReadAllText(folder["s.html"]);
        Assert.StartsWith($"lambda = {json["chosen"]}: the largest whose mean accuracy, ", headline, StringComparison.Ordinal);
        Assert.Contains(headline, report, StringComparison.Ordinal);
        Assert.Equal(5, report.Split("<tr>").Length - 1 - json["settings"]!.AsObject().Count);
        Assert.Null(json["settings"]!["lambda"]);
    }

    [Theory]
    [InlineData("--lambdas", "0.1,x", "Error: --lambdas: must be a number of at least 0, but was 'x'. The theory needs lambda > 0.")]
    [InlineData("--lambda", "1", "Error: There is no option --lambda.")]
    [InlineData("--detach", "", "Error: --store, --study and --detach go with --cluster.")]
    public async Task Refuses(string option, string value, string message)
    {
        CommandLine run = await CommandLine.RunAsync(["sweep", Repository.Wdbc, "--label", "diagnosis", option, .. value.Length > 0 ? [value] : Array.Empty<string>()]);
        Assert.NotEqual(ExitCode.Success, run.ExitCode);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,1")]
    [InlineData("0.1,1,1.0")]
    public async Task Takes_a_repeated_lambda_for_a_wrong_command_line(string lambdas)
    {
        CommandLine run = await CommandLine.RunAsync("sweep", Repository.Wdbc, "--label", "diagnosis", "--lambdas", lambdas);
        Assert.Equal(
            $"Error: --lambdas: each value must differ, but was '{lambdas}'. Name each once: repeating one would give the same figures.\n'landscape sweep --help' lists what is possible.",
            run.ErrorLine);
        Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Says_that_every_training_broke_down()
    {
        CommandLine run = await CommandLine.RunAsync(["sweep", Repository.Wdbc, "--label", "diagnosis", .. Short, "--learning-rate", "1e30", "--output", "identity"]);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.StartsWith("Error: Every training with the neuron broke down. The first said: ", run.Error, StringComparison.Ordinal);
    }

    private static async Task<string> JsonOf(string path, params string[] more)
    {
        CommandLine run = await CommandLine.RunAsync(["sweep", Repository.Wdbc, "--label", "diagnosis", .. Short, "--json", path, .. more]);
        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        return File.ReadAllText(path);
    }
}
