using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Onnx;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Cli.Tests.Commands;

/// <summary>landscape export; what the files compute is tested with the core.</summary>
public sealed class ExportTests
{
    [Theory]
    [InlineData("hinge:3", "Score, PredictedLabel")]
    [InlineData("logistic", "Score, Probability, PredictedLabel")]
    public async Task Writes_the_models_file_as_ONNX(string loss, string outputs)
    {
        using TemporaryFolder folder = new();
        await Train(folder, loss);
        CommandLine run = await CommandLine.RunAsync("export", folder["m"], "--onnx", folder["m.onnx"]);
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            $"ONNX model      {folder["m.onnx"]}, opset 13\nInput           features [N, 2]\nOutputs         {outputs}\n", run.Output.ReplaceLineEndings("\n"));
        Assert.Equal(Expected(ModelFile.Read(folder["m"]), new OnnxOptions()), await Bytes(folder["m.onnx"]));
    }

    [Fact]
    public async Task Takes_the_neuron_and_the_scaling_away_on_request()
    {
        using TemporaryFolder folder = new();
        await Train(folder, "hinge:3");
        await CommandLine.RunAsync("export", folder["m"], "--onnx", folder["m.onnx"], "--strip", "--scaled-input", "--opset", "17");
        SavedModel saved = ModelFile.Read(folder["m"]);
        Network<float> plain = Network<float>.FromParameters(saved.Network, saved.Parameters, saved.State).Stripped();
        SavedModel stripped = saved with { Network = plain.Definition, Parameters = plain.Parameters.ToArray() };
        Assert.NotEqual(saved.Parameters.Length, stripped.Parameters.Length);
        Assert.Equal(Expected(stripped, new OnnxOptions { Opset = 17, IncludeStandardization = false }), await Bytes(folder["m.onnx"]));
    }

    [Theory]
    [InlineData("12")]
    [InlineData("18")]
    [InlineData("new")]
    public async Task Refuses_other_operator_sets(string opset)
    {
        CommandLine run = await CommandLine.RunAsync("export", "m", "--onnx", "m.onnx", "--opset", opset);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal(
            $"Error: --opset: must be a whole number from 13 to 17, but was '{opset}'. 13 suits nearly all runtimes.\n'landscape export --help' lists what is possible.",
            run.ErrorLine);
    }

    [Fact]
    public async Task Wants_a_file_to_write()
    {
        CommandLine run = await CommandLine.RunAsync("export", "m");
        Assert.Equal((ExitCode.Usage, "Error: Option '--onnx' is required.\n'landscape export --help' lists what is possible."), (run.ExitCode, run.ErrorLine));
    }

    [Fact]
    public async Task Refuses_a_path_that_cannot_be_written()
    {
        using TemporaryFolder folder = new();
        await Train(folder, "hinge:3");
        string target = Path.Combine(folder["absent"], "m.onnx");
        CommandLine run = await CommandLine.RunAsync("export", folder["m"], "--onnx", target);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Equal($"Error: Cannot write --onnx {target}: the folder {folder["absent"]} does not exist. Create it, or choose another path.", run.ErrorLine);
    }

    [Fact]
    public async Task Refuses_to_overwrite_the_model()
    {
        using TemporaryFolder folder = new();
        await Train(folder, "hinge:3");
        CommandLine run = await CommandLine.RunAsync("export", folder["m"], "--onnx", folder["m"]);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal($"Error: --onnx {folder["m"]} is the same file as MODEL and would overwrite it. Choose another path.", run.ErrorLine);
        Assert.NotEmpty(ModelFile.Read(folder["m"]).Parameters);
    }

    [Fact]
    public async Task Refuses_a_file_that_is_no_model()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync("export", folder.Write("m", "not a model"), "--onnx", folder["m.onnx"]);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.StartsWith($"Error: '{folder["m"]}' is not a sound model file", run.ErrorLine, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["m.onnx"]));
    }

    private static async Task Train(TemporaryFolder folder, string loss)
    {
        CommandLine run = await CommandLine.RunAsync(
            "train", folder.WriteTwoClasses(), "--label", "kind", "--loss", loss, "--neuron", "exponential", "--network", "8", "--epochs", "5",
            "--batch", "16", "--model", folder["m"]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
    }

    private static byte[] Expected(SavedModel model, OnnxOptions options)
    {
        using MemoryStream stream = new();
        OnnxModel.Write(stream, model, options);
        return stream.ToArray();
    }

    private static Task<byte[]> Bytes(string path) => File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
}
