using System.Globalization;
using System.Text.Json.Nodes;

namespace MLNetLandscape.Cli.Tests.Commands;

public sealed class TrainAndPredictTests
{
    private static readonly string[] Quick = ["--network", "8", "--epochs", "60", "--batch", "16", "--learning-rate", "1e-2"];

    [Theory]
    [InlineData("hinge:3", "line,score,label")]
    [InlineData("logistic", "line,score,probability,label")]
    public async Task Learns_two_classes_and_predicts_them(string loss, string header)
    {
        using TemporaryFolder folder = new();
        string data = folder.WriteTwoClasses();
        await Succeeds(["train", data, "--label", "kind", "--loss", loss, "--model", folder["m"], .. Quick]);
        CommandLine run = await Succeeds("predict", folder["m"], data);
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.Equal(header, lines[0]);
        Assert.Equal(41, lines.Length);
        for (int i = 0; i < 40; i++)
        {
            Assert.StartsWith($"{i + 2},", lines[i + 1], StringComparison.Ordinal);
            Assert.EndsWith(i % 2 == 0 ? ",no" : ",yes", lines[i + 1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Learns_three_classes_with_probabilities_that_sum_to_one()
    {
        using TemporaryFolder folder = new();
        List<string> rows = ["x,y,kind"];
        for (int i = 0; i < 60; i++)
        {
            double angle = (i % 3 * 2.1) + (0.2 * Math.Sin(i));
            rows.Add(FormattableString.Invariant($"{Math.Cos(angle):R},{Math.Sin(angle):R},{"abc"[i % 3]}"));
        }

        string data = folder.Write("three.csv", string.Join('\n', rows));
        await Succeeds(["train", data, "--label", "kind", "--task", "multiclass", "--model", folder["m"], .. Quick]);
        await Succeeds("predict", folder["m"], data, "--output", folder["p.csv"]);
        string[] lines = await File.ReadAllLinesAsync(folder["p.csv"], TestContext.Current.CancellationToken);
        Assert.Equal("line,probability a,probability b,probability c,label", lines[0]);
        foreach ((string line, int i) in lines.Skip(1).Select((line, i) => (line, i)))
        {
            string[] cells = line.Split(',');
            Assert.Equal(1, cells[1..4].Sum(cell => double.Parse(cell, CultureInfo.InvariantCulture)), 5);
            Assert.Equal("abc"[i % 3].ToString(), cells[4]);
        }
    }

    [Fact]
    public async Task Fits_a_plane_by_LBFGS()
    {
        using TemporaryFolder folder = new();
        string data = WritePlane(folder);
        CommandLine run = await Succeeds(
            "train", data, "--label", "z", "--task", "regression", "--network", "linear", "--optimizer", "lbfgs", "--validation", "0", "--batch", "8", "--model", folder["m"]);
        Assert.Contains("L-BFGS converged", run.Output, StringComparison.Ordinal);
        Assert.Contains("Warning: without effect, since L-BFGS takes all rows at once and chooses its own steps: --batch.\n", run.Error, StringComparison.Ordinal);
        CommandLine predicted = await Succeeds("predict", folder["m"], data);
        string[] lines = predicted.Output.TrimEnd().Split('\n');
        Assert.Equal("line,z", lines[0]);
        Assert.Equal(Plane(3), double.Parse(lines[4].Split(',')[1], CultureInfo.InvariantCulture), 3);
    }

    [Fact]
    public async Task Keeps_the_point_that_LBFGS_reached_to_its_last_digit()
    {
        using TemporaryFolder folder = new();
        string data = WritePlane(folder);
        string[] train = ["train", data, "--label", "z", "--task", "regression", "--network", "3", "--activation", "tanh", "--l2", "0.1", "--validation", "0", "--optimizer", "lbfgs"];
        await Succeeds([.. train, "--epochs", "2000", "--model", folder["m"]]);
        await Succeeds("analyze", folder["m"], data, "--json", folder["a.json"]);
        JsonNode found = JsonNode.Parse(await File.ReadAllTextAsync(folder["a.json"], TestContext.Current.CancellationToken))!;
        Assert.InRange(found["gradientNorm"]!.GetValue<double>(), 0, 1e-7);
    }

    [Fact]
    public async Task An_examination_weighs_rows_as_the_training_did()
    {
        using TemporaryFolder folder = new();
        string data = folder.Write("weighted.csv", "x,w,z\n" + string.Join('\n', Enumerable.Range(0, 20).Select(i => $"{i * i % 7},{1 + (i % 3)},{i % 5}")));
        await Succeeds("train", data, "--label", "z", "--weights", "w", "--task", "regression", "--network", "linear", "--optimizer", "lbfgs", "--validation", "0", "--model", folder["m"]);
        double[] objectives = new double[2];
        foreach ((string[] options, int i) in new string[][] { [], ["--weights", "w"] }.Select((options, i) => (options, i)))
        {
            await Succeeds(["analyze", folder["m"], data, .. options, "--json", folder["a.json"]]);
            JsonNode found = JsonNode.Parse(await File.ReadAllTextAsync(folder["a.json"], TestContext.Current.CancellationToken))!;
            objectives[i] = found["objective"]!.GetValue<double>();
            Assert.InRange(found["gradientNorm"]!.GetValue<double>(), 0, 1e-7);
        }

        Assert.Equal(objectives[1], objectives[0]);
        Assert.Contains("weights", (await Succeeds("model", folder["m"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pretrains_before_the_first_epoch()
    {
        using TemporaryFolder folder = new();
        string[] brief = ["train", Repository.Wdbc, "--label", "diagnosis", "--network", "16,8", "--epochs", "1", "--learning-rate", "1e-6", "--l2", "1e-3", "--model", folder["m"]];
        await Succeeds([.. brief, "--json", folder["plain.json"]]);
        CommandLine run = await Succeeds([.. brief, "--pretrain", "neurons:5,10", "--json", folder["pretrained.json"]]);
        Assert.Matches("Pretraining +455 rows: mean squared error 0.[0-9]+ of labels -1 and [+]1\n", run.Output);
        JsonNode plain = JsonNode.Parse(await File.ReadAllTextAsync(folder["plain.json"], TestContext.Current.CancellationToken))!;
        JsonNode pretrained = JsonNode.Parse(await File.ReadAllTextAsync(folder["pretrained.json"], TestContext.Current.CancellationToken))!;
        Assert.Null(plain["pretraining"]);
        Assert.Equal("neurons:5,10", (string?)pretrained["settings"]!["pretrain"]);
        Assert.Equal(455, (int)pretrained["pretraining"]!["rows"]!);
        Assert.Equal(16 + 8 + 2, pretrained["pretraining"]!["sumsOfSquares"]!.AsArray().Count);
        Assert.InRange((double)pretrained["validation"]!["metric"]!, 0.9, 1);
        Assert.True((double)pretrained["training"]!["loss"]! < 0.5 * (double)plain["training"]!["loss"]!);
    }

    [Fact]
    public async Task Refuses_pretraining_of_layerwise_neurons()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync("train", Repository.Wdbc, "--label", "diagnosis", "--neuron", "layerwise", "--pretrain", "neurons", "--model", folder["m"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(
            "--pretrain fills plain layers and does not go with --neuron layerwise. Use --neuron exponential, or leave --pretrain out.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_early_and_writes_its_history()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await Succeeds(
            "train", Repository.Wdbc, "--label", "diagnosis", "--network", "16", "--learning-rate", "1e-2", "--epochs", "300", "--patience", "5",
            "--model", folder["m"], "--json", folder["j.json"]);
        Assert.Contains("stopped early", run.Output, StringComparison.Ordinal);
        JsonNode json = JsonNode.Parse(await File.ReadAllTextAsync(folder["j.json"], TestContext.Current.CancellationToken))!;
        Assert.Equal("mlnetlandscape.training", (string?)json["format"]);
        int epochs = json["history"]!["validationLoss"]!.AsArray().Count;
        Assert.Equal(epochs - 5, (int)json["keptEpoch"]!);
        Assert.InRange((double)json["validation"]!["metric"]!, 0.9, 1);
    }

    [Fact]
    public async Task Strips_the_neuron_on_request_and_describes_the_model()
    {
        using TemporaryFolder folder = new();
        string data = folder.WriteTwoClasses();
        await Succeeds(["train", data, "--label", "kind", "--neuron", "exponential", "--model", folder["with"], .. Quick]);
        await Succeeds(["train", data, "--label", "kind", "--neuron", "exponential", "--strip", "--model", folder["without"], .. Quick]);
        Assert.Contains("Neuron          exponential:25", (await Succeeds("model", folder["with"])).Output, StringComparison.Ordinal);
        CommandLine stripped = await Succeeds("model", folder["without"]);
        Assert.Contains("Neuron          none", stripped.Output, StringComparison.Ordinal);
        Assert.Contains("Network         2 - 8 relu - 1 identity", stripped.Output, StringComparison.Ordinal);
        Assert.Contains("Classes         no, yes", stripped.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_data_without_all_features_of_the_model()
    {
        using TemporaryFolder folder = new();
        await Succeeds(["train", folder.WriteTwoClasses(), "--label", "kind", "--model", folder["m"], .. Quick]);
        string data = folder.Write("narrow.csv", "x,z\n1,2\n");
        CommandLine run = await CommandLine.RunAsync("predict", folder["m"], data);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Equal(
            $"Error: {data} has 1 of the 2 features that the model takes. Missing: 'y'. Pass a table with the columns that the model was trained on.", run.ErrorLine);
    }

    [Fact]
    public async Task Skips_rows_with_missing_values_when_asked()
    {
        using TemporaryFolder folder = new();
        await Succeeds(["train", folder.WriteTwoClasses(), "--label", "kind", "--model", folder["m"], .. Quick]);
        string data = folder.Write("gaps.csv", "x,y\n1,1\n,1\n-1,-1\n");
        Assert.Equal(ExitCode.Failure, (await CommandLine.RunAsync("predict", folder["m"], data)).ExitCode);
        CommandLine run = await Succeeds("predict", folder["m"], data, "--missing", "skip");
        Assert.Equal(["2", "4"], run.Output.TrimEnd().Split('\n').Skip(1).Select(line => line.Split(',')[0]));
        Assert.Equal("Warning: rows left out because a value is missing: 1.", run.ErrorLine);
    }

    [Fact]
    public async Task Refuses_a_file_that_is_no_model()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync("predict", folder.Write("m", "not a model"), folder.WriteTwoClasses());
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.StartsWith("Error: ", run.ErrorLine, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', run.ErrorLine);
    }

    [Fact]
    public async Task Refuses_the_checkpoint_of_another_seed_by_the_seeds_that_the_user_gave()
    {
        using TemporaryFolder folder = new();
        string[] train = ["train", folder.WriteTwoClasses(), "--label", "kind", "--batch", "16", "--epochs", "2", "--checkpoint", folder["ck"], "--model", folder["m"]];
        await Succeeds(train);
        CommandLine run = await CommandLine.RunAsync([.. train, "--seed", "2"]);
        Assert.Equal(
            $"Error: '{folder["ck"]}' is the checkpoint of another training: its seed is 1, but here it is 2. Delete it to start afresh, or name another file.", run.ErrorLine);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        await Succeeds([.. train, "--seed", "1"]);
    }

    [Fact]
    public async Task Reports_a_divergence_as_a_failure()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync(
            "train", WritePlane(folder), "--label", "z", "--task", "regression", "--network", "8", "--activation", "identity", "--optimizer", "sgd",
            "--learning-rate", "1e6", "--batch", "8", "--epochs", "20", "--model", folder["m"]);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.StartsWith("Error: ", run.ErrorLine, StringComparison.Ordinal);
        Assert.EndsWith("No model was written.", run.ErrorLine, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["m"]));
    }

    private static double Plane(int i) => 2 + (3 * Math.Sin(i)) - Math.Cos(5 * i);

    private static string WritePlane(TemporaryFolder folder)
    {
        IEnumerable<string> rows = Enumerable.Range(0, 50).Select(i => FormattableString.Invariant($"{Math.Sin(i):R},{Math.Cos(5 * i):R},{Plane(i):R}"));
        return folder.Write("plane.csv", "u,v,z\n" + string.Join('\n', rows));
    }

    private static async Task<CommandLine> Succeeds(params string[] arguments)
    {
        CommandLine run = await CommandLine.RunAsync(arguments);
        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        return run;
    }
}
