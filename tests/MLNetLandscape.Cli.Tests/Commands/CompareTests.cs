using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MLNetLandscape.Cli.Tests.Commands;

public sealed partial class CompareTests
{
    private static readonly string[] Short = ["--runs", "2", "--epochs", "4", "--network", "8"];

    [Fact]
    public async Task Repeats_bit_for_bit_whatever_the_number_of_threads()
    {
        using TemporaryFolder folder = new();
        string first = await JsonOf(folder, "a.json", "--threads", "1");
        Assert.Equal(first, await JsonOf(folder, "b.json", "--threads", "1"));
        Assert.Equal(first, await JsonOf(folder, "c.json", "--threads", "2"));
        Assert.Equal(first, await JsonOf(folder, "d.json", "--threads", "7"));
    }

    [Fact]
    public async Task Depends_on_the_seed()
    {
        using TemporaryFolder folder = new();
        Assert.NotEqual(await JsonOf(folder, "a.json", "--seed", "1"), await JsonOf(folder, "b.json", "--seed", "2"));
    }

    [Fact]
    public async Task Shows_no_progress_where_nobody_watches()
    {
        CommandLine run = await CommandLine.RunAsync(["compare", Repository.Wdbc, "--label", "diagnosis", .. Short]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain('%', run.Output.Replace("90 %", "", StringComparison.Ordinal));
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Says_that_two_runs_can_show_nothing_and_that_the_best_epoch_is_optimistic()
    {
        CommandLine run = await CommandLine.RunAsync(["compare", Repository.Wdbc, "--label", "diagnosis", .. Short]);
        string words = Blanks().Replace(run.Output.Replace('│', ' '), " ");
        Assert.Contains("Nothing can be shown with 2 runs per arm: the smallest two-sided p that they allow is 0.33.", words, StringComparison.Ordinal);
        Assert.Contains("A best-epoch accuracy is optimistic", words, StringComparison.Ordinal);
        Assert.Contains("so no finite point is a local minimum", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_a_report_and_a_figure_that_need_no_network()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync(
            ["compare", Repository.Wdbc, "--label", "diagnosis", .. Short, "--report", folder["r.html"], "--figure", folder["f.svg"]]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        foreach (string file in new[] { "r.html", "f.svg" })
        {
            string text = await File.ReadAllTextAsync(folder[file], TestContext.Current.CancellationToken);
            string withoutNamespace = text.Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal);
            Assert.NotEqual(text, withoutNamespace);
            Assert.DoesNotContain("http", withoutNamespace, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("url(", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("exponential")]
    [InlineData("monomial:2")]
    [InlineData("layerwise")]
    [InlineData("loss-factor")]
    public async Task Compares_every_form_of_the_neuron(string neuron)
    {
        using TemporaryFolder folder = new();
        string text = await JsonOf(folder, "a.json", "--neuron", neuron, "--output", "identity", "--clip", "5", "--l2", "1e-4");
        JsonNode arms = JsonNode.Parse(text)!["arms"]!;
        foreach (string arm in new[] { "plain", "withNeuron" })
        {
            Assert.Equal("completed", (string?)arms[arm]!["runs"]![0]!["ended"]);
        }

        Assert.NotNull(arms["withNeuron"]!["runs"]![0]!["history"]!["scale"]![3]);
        Assert.Null(arms["plain"]!["runs"]![0]!["history"]!["scale"]![3]);
    }

    [Fact]
    public async Task Fails_with_a_report_where_every_training_breaks_down()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync(
            ["compare", Repository.Wdbc, "--label", "diagnosis", .. Short, "--output", "identity", "--optimizer", "sgd", "--learning-rate", "1e6",
                "--loss", "hinge:6", "--report", folder["r.html"], "--figure", folder["f.svg"], "--json", folder["j.json"]]);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Equal("Error: No verdict: 4 of 4 trainings broke down in their first epoch and have no accuracy to compare.", run.ErrorLine);
        Assert.True(File.Exists(folder["r.html"]) && File.Exists(folder["f.svg"]));
        JsonNode json = JsonNode.Parse(await File.ReadAllTextAsync(folder["j.json"], TestContext.Current.CancellationToken))!;
        Assert.Equal("incomplete", (string?)json["verdict"]!["kind"]);
        Assert.Equal("diverged", (string?)json["arms"]!["plain"]!["runs"]![0]!["ended"]);
    }

    [Fact]
    public async Task Explains_what_a_neuron_does_not_go_with()
    {
        CommandLine run = await CommandLine.RunAsync(
            ["compare", Repository.Wdbc, "--label", "diagnosis", .. Short, "--neuron", "layerwise", "--dropout", "0.1"]);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.StartsWith("Error: Layers[1] must be dense, but was Dropout", run.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reaches_96_percent_on_tumours_in_both_arms()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync("compare", "--json", folder["full.json"]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        JsonNode arms = JsonNode.Parse(await File.ReadAllTextAsync(folder["full.json"], TestContext.Current.CancellationToken))!["arms"]!;
        Assert.InRange((double)arms["plain"]!["bestAccuracy"]!["mean"]!, 0.96, 1);
        Assert.InRange((double)arms["withNeuron"]!["bestAccuracy"]!["mean"]!, 0.96, 1);
    }

    /// <summary>The JSON of a short comparison without what may differ between equal runs.</summary>
    private static async Task<string> JsonOf(TemporaryFolder folder, string name, params string[] options)
    {
        CommandLine run = await CommandLine.RunAsync(["compare", Repository.Wdbc, "--label", "diagnosis", .. Short, .. options, "--json", folder[name]]);
        Assert.Equal("", run.Error);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        JsonObject json = JsonNode.Parse(await File.ReadAllTextAsync(folder[name], TestContext.Current.CancellationToken))!.AsObject();
        Assert.True(json.Remove("times"));
        Assert.True(json.Remove("environment"));
        return json.ToJsonString();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
