using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace MLNetLandscape.Cli.Tests.Commands;

/// <summary>The commands that examine a trained model.</summary>
public sealed class ExaminationTests
{
    [Fact]
    public async Task Draws_a_surface_around_a_model()
    {
        using TemporaryFolder folder = new();
        string data = await Train(folder, "m");
        CommandLine run = await Succeeds("surface", folder["m"], data, "--points", "9", "--figure", folder["s.svg"], "--json", folder["s.json"]);
        Assert.Contains("at 81 places", run.Output, StringComparison.Ordinal);
        Assert.NotEmpty(XElement.Load(folder["s.svg"]).Descendants());
        JsonNode json = await Json(folder["s.json"]);
        Assert.Equal("mlnetlandscape.surface", (string?)json["format"]);
        Assert.Equal(81, json["values"]!.AsArray().Count);
        Assert.Equal((double)json["objective"]!, (double)json["values"]![40]!);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("layer:0")]
    [InlineData("layers:0,1")]
    public async Task Draws_slices_of_every_kind(string slice)
    {
        using TemporaryFolder folder = new();
        string data = await Train(folder, "m");
        await Succeeds("surface", folder["m"], data, "--slice", slice, "--points", "5");
        await Succeeds("surface", folder["m"], data, "--slice", slice, "--points", "5", "--line");
    }

    [Fact]
    public async Task Draws_the_path_of_a_training()
    {
        using TemporaryFolder folder = new();
        string data = await Train(folder, "a", "--epochs", "2");
        await Train(folder, "b", "--epochs", "10");
        await Train(folder, "m");
        CommandLine run = await Succeeds("surface", folder["m"], data, "--path", folder["a"], "--path", folder["b"], "--points", "5", "--figure", folder["s.svg"]);
        Assert.Contains("Path            3 models; the plane keeps 100.0 %", run.Output, StringComparison.Ordinal);
        Assert.Contains(XElement.Load(folder["s.svg"]).Descendants(), element => (string?)element.Attribute("class") == "trail");
    }

    [Theory]
    [InlineData("--range", "-1:1")]
    [InlineData("--slice", "filter")]
    [InlineData("--slice", "layer:0", "--range", "-3:3")]
    public async Task Refuses_to_choose_the_plane_of_a_path(params string[] options)
    {
        using TemporaryFolder folder = new();
        string data = await Train(folder, "m"), given = string.Join(" and ", options.Chunk(2).Select(option => string.Join(' ', option)));
        await Fails(
            ExitCode.Usage, $"Error: --path draws the plane of the path, as far as the path goes: leave {given} out.",
            ["surface", folder["m"], data, "--path", folder["m"], "--path", folder["m"], .. options]);
    }

    [Fact]
    public async Task Examines_the_cell_of_a_model_and_random_cells()
    {
        using TemporaryFolder folder = new();
        string data = await Train(folder, "m");
        CommandLine run = await Succeeds("cells", folder["m"], data, "--json", folder["c.json"]);
        Assert.Contains("Gradient flow   ", run.Output, StringComparison.Ordinal);
        JsonNode json = await Json(folder["c.json"]);
        Assert.True((double)json["cellLoss"]! <= (double)json["loss"]!);
        CommandLine table = await Succeeds("cells", "--units", "1", "--rows", "20", "--draws", "2000", "--json", folder["t.json"]);
        Assert.Contains("K   1  N   20", table.Output, StringComparison.Ordinal);
        Assert.InRange((double)(await Json(folder["t.json"]))["entries"]![0]!["genuine"]!, 0.003, 0.03);
    }

    [Fact]
    public async Task Tells_the_rank_of_a_model_and_of_random_networks()
    {
        using TemporaryFolder folder = new();
        string data = await Train(folder, "m");
        CommandLine run = await Succeeds("rank", folder["m"], data, "--json", folder["r.json"]);
        Assert.Contains("Jacobian        40 outputs of the rows x 33 parameters", run.Output, StringComparison.Ordinal);
        Assert.Equal(33, (await Json(folder["r.json"]))["singularValues"]!.AsArray().Count);
        CommandLine table = await Succeeds("rank", "--rows", "10", "--inputs", "4,8", "--units", "3", "--trials", "20");
        Assert.Equal(3, table.Output.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Compares_trainings_of_one_network()
    {
        using TemporaryFolder folder = new();
        string data = await Train(folder, "a", "--validation", "0", "--seed", "1");
        await Train(folder, "b", "--validation", "0", "--seed", "2");
        CommandLine run = await Succeeds("compare-models", data, folder["a"], folder["b"], "--curves", "--json", folder["p.json"]);
        Assert.Contains("Baselines: zero outputs have loss 1; the most frequent class has accuracy 0.5", run.Output, StringComparison.Ordinal);
        JsonNode pair = (await Json(folder["p.json"]))["pairs"]![0]!;
        Assert.True((double)pair["alignedDistance"]! <= (double)pair["distance"]!);
        Assert.Equal(41, pair["curve"]!["values"]!.AsArray().Count);
    }

    [Fact]
    public async Task Says_where_a_model_stands()
    {
        using TemporaryFolder folder = new();
        string data = await Train(folder, "m");
        CommandLine run = await Succeeds("analyze", folder["m"], data, "--report", folder["r.html"], "--json", folder["a.json"]);
        Assert.Contains("Verdict         ", run.Output, StringComparison.Ordinal);
        string verdict = (string)(await Json(folder["a.json"]))["verdict"]!;
        Assert.NotEmpty(verdict);
        string html = await File.ReadAllTextAsync(folder["r.html"], TestContext.Current.CancellationToken);
        Assert.Contains("Objective around the model", html, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("analyze")]
    [InlineData("surface")]
    [InlineData("cells")]
    [InlineData("rank")]
    public async Task Warns_of_a_model_whose_training_held_rows_out(string command)
    {
        using TemporaryFolder folder = new();
        string data = await Train(folder, "m", "--validation", "0.25");
        Assert.Equal(
            $"Warning: {folder["m"]} was trained with --validation 0.25: that share of the rows was held out. "
            + "The objective of all rows is another one, where the point is hardly stationary. Train with --validation 0 to examine it.",
            (await Succeeds(command, folder["m"], data)).ErrorLine);
        await Train(folder, "m", "--validation", "0");
        Assert.Empty((await Succeeds(command, folder["m"], data)).Error);
    }

    [Theory]
    [InlineData("surface", "--points", "2147483647")]
    [InlineData("cells", "--units", "65536", "--rows", "65536")]
    [InlineData("rank", "--inputs", "2147483647")]
    [InlineData("rank", "--rows", "65536", "--units", "65536")]
    public async Task Refuses_more_numbers_than_an_array_holds(string command, params string[] options)
    {
        using TemporaryFolder folder = new();
        string[] arguments = command == "surface" ? [command, folder["m"], await Train(folder, "m", "--validation", "0"), .. options] : [command, .. options];
        CommandLine run = await CommandLine.RunAsync(arguments);
        Assert.Contains("the most that an array holds", run.ErrorLine, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
    }

    [Fact]
    public async Task Takes_no_decimal_comma_for_a_separator_of_thousands()
    {
        using TemporaryFolder folder = new();
        string data = await Train(folder, "m", "--validation", "0");
        await Fails(
            ExitCode.Usage,
            "Error: --range: must be two numbers with a colon between them, the second larger and their difference finite, but was '0,5:1,5'. The default is -1:1.\n'landscape surface --help' lists what is possible.",
            "surface", folder["m"], data, "--range", "0,5:1,5");
    }

    [Fact]
    public async Task Refuses_what_does_not_fit()
    {
        using TemporaryFolder folder = new();
        string data = await Train(folder, "m", "--validation", "0");
        await Fails(ExitCode.Failure, "Error: Layer 7 has no parameters. Layers with parameters: 0, 1.", "surface", folder["m"], data, "--slice", "layer:7");
        await Fails(ExitCode.Failure, $"Error: There is no model file '{folder["none"]}' (looked for {folder["none"]}).", "analyze", folder["none"], data);
        await Fails(ExitCode.Failure, $"Error: '{folder[""]}' is a folder. Name a model file in it.", "analyze", folder[""], data);
        await Fails(ExitCode.Usage, "Error: --path draws a plane: leave --line out.", "surface", folder["m"], data, "--line", "--path", folder["m"]);
        await Fails(
            ExitCode.Usage, "Error: --path must name at least two earlier models, but named one: a plane takes three points with MODEL. Save models now and then while training.",
            "surface", folder["m"], data, "--path", folder["m"]);
        await Train(folder, "n", "--neuron", "exponential", "--validation", "0");
        await Fails(ExitCode.Failure, "Error: Layer 7 has no parameters. Layers with parameters: 0, 1.", "surface", folder["n"], data, "--slice", "layer:7");
        await Fails(ExitCode.Usage, "Error: DATA is missing: name the table for the model.", "rank", folder["m"]);
        CommandLine zero = await CommandLine.RunAsync("analyze", folder["m"], data, "--tolerance", "0");
        Assert.Equal(ExitCode.Usage, zero.ExitCode);
        Assert.StartsWith("Error: --tolerance: must be a number above 0, but was '0'. 1e-6 is the default; nothing computed can be certified to 0.", zero.ErrorLine, StringComparison.Ordinal);
        CommandLine narrow = await CommandLine.RunAsync("surface", folder["m"], folder.Write("narrow.csv", "x,kind\n1,yes\n2,no\n"));
        Assert.Equal(ExitCode.Failure, narrow.ExitCode);
        Assert.Contains("y", narrow.ErrorLine, StringComparison.Ordinal);
        await Train(folder, "deep", "--network", "4,4");
        CommandLine deep = await CommandLine.RunAsync("cells", folder["deep"], data);
        Assert.StartsWith("Error: Cells are of networks with one hidden layer of ReLU", deep.ErrorLine, StringComparison.Ordinal);
    }

    private static async Task<string> Train(TemporaryFolder folder, string name, params string[] more)
    {
        string data = folder.WriteTwoClasses();
        Dictionary<string, string> options = new() { ["--network"] = "8", ["--epochs"] = "30", ["--batch"] = "16", ["--learning-rate"] = "1e-2" };
        for (int i = 0; i < more.Length; i += 2)
        {
            options[more[i]] = more[i + 1];
        }

        await Succeeds(["train", data, "--label", "kind", "--model", folder[name], .. options.SelectMany(pair => new[] { pair.Key, pair.Value })]);
        return data;
    }

    private static async Task<JsonNode> Json(string path) => JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!;

    private static async Task Fails(int code, string error, params string[] arguments)
    {
        CommandLine run = await CommandLine.RunAsync(arguments);
        Assert.Equal((code, error), (run.ExitCode, run.ErrorLine));
    }

    private static async Task<CommandLine> Succeeds(params string[] arguments)
    {
        CommandLine run = await CommandLine.RunAsync(arguments);
        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        return run;
    }
}
