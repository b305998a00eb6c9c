using System.Buffers.Binary;

namespace MLNetLandscape.Cli.Tests.Commands;

/// <summary>Files of images beside their labels, in place of tables.</summary>
public sealed class ImageTests
{
    private static readonly string[] Quick = ["--network", "8", "--epochs", "40", "--batch", "16", "--learning-rate", "1e-2", "--validation", "0"];

    [Fact]
    public async Task Are_learnt_predicted_and_examined()
    {
        using TemporaryFolder folder = new();
        string images = WriteImages(folder, "train", pixels: 2);
        await Succeeds(["train", images, "--task", "multiclass", "--model", folder["m"], .. Quick]);
        string[] lines = (await Succeeds("predict", folder["m"], images)).Output.TrimEnd().Split('\n');
        Assert.Equal(61, lines.Length);
        for (int i = 0; i < 60; i++)
        {
            Assert.StartsWith($"{i + 1},", lines[i + 1], StringComparison.Ordinal);
            Assert.EndsWith($",{i % 3}", lines[i + 1], StringComparison.Ordinal);
        }

        Assert.Contains("Verdict", (await Succeeds("analyze", folder["m"], images)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Want_a_task_of_many_classes()
    {
        using TemporaryFolder folder = new();
        string images = WriteImages(folder, "train", pixels: 2);
        await Fails($"{images} holds images of 10 classes, but the task is binary. Pass --task multiclass.", "train", images, "--model", folder["m"]);
        Assert.False(File.Exists(folder["m"]));
    }

    [Fact]
    public async Task Have_no_columns_to_name()
    {
        using TemporaryFolder folder = new();
        string images = WriteImages(folder, "train", pixels: 2);
        await Fails(
            $"{images} holds images and their labels, without columns. Leave out --label, --positive, --ignore and --weights.",
            "train", images, "--task", "multiclass", "--label", "digit", "--model", folder["m"]);
    }

    [Fact]
    public async Task Must_have_the_size_that_the_model_takes()
    {
        using TemporaryFolder folder = new();
        await Succeeds(["train", WriteImages(folder, "train", pixels: 2), "--task", "multiclass", "--model", folder["m"], .. Quick]);
        string larger = WriteImages(folder, "larger", pixels: 3);
        await Fails(
            $"{larger} holds images of 9 pixels, 1x1 to 3x3, but the model takes the 4 features 1x1 to 2x2. Pass images of the size that the model was trained on.",
            "analyze", folder["m"], larger);
    }

    /// <summary>60 square images in three classes: each lights another pixel, a little differently every time.</summary>
    private static string WriteImages(TemporaryFolder folder, string part, int pixels)
    {
        byte[] values = new byte[60 * pixels * pixels];
        for (int i = 0; i < 60; i++)
        {
            values[(i * pixels * pixels) + (i % 3)] = (byte)(150 + i);
        }

        File.WriteAllBytes(folder[$"{part}-labels-idx1-ubyte"], [.. Header(60), .. Enumerable.Range(0, 60).Select(i => (byte)(i % 3))]);
        File.WriteAllBytes(folder[$"{part}-images-idx3-ubyte"], [.. Header(60, pixels, pixels), .. values]);
        return folder[$"{part}-images-idx3-ubyte"];
    }

    private static byte[] Header(params int[] dimensions)
    {
        byte[] header = new byte[4 + (4 * dimensions.Length)];
        (header[2], header[3]) = (8, (byte)dimensions.Length);
        for (int i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), dimensions[i]);
        }

        return header;
    }

    private static async Task<CommandLine> Succeeds(params string[] arguments)
    {
        CommandLine run = await CommandLine.RunAsync(arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private static async Task Fails(string message, params string[] arguments)
    {
        CommandLine run = await CommandLine.RunAsync(arguments);
        Assert.Equal((1, $"Error: {message}"), (run.ExitCode, run.ErrorLine));
    }
}
