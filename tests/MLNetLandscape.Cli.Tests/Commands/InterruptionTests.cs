using System.Diagnostics;

namespace MLNetLandscape.Cli.Tests.Commands;

/// <summary>Trainings in processes of their own that are killed or interrupted.</summary>
public sealed class InterruptionTests
{
    private const int Interrupt = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData("1")]
    [InlineData("7")]
    public async Task A_killed_training_continues_to_the_same_model(string interval)
    {
        using TemporaryFolder folder = new();
        await Finish(Start(folder, "whole", checkpoint: null));
        using (Process first = Start(folder, "resumed", folder["checkpoint"], interval))
        {
            await WaitForFile(folder["checkpoint"], first);
            first.Kill();
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.False(File.Exists(folder["resumed"]), "The training was over before it could be killed: give it more epochs.");
        await Finish(Start(folder, "resumed", folder["checkpoint"], interval));
        Assert.Equal(await Bytes(folder["whole"]), await Bytes(folder["resumed"]));
    }

    [Fact]
    public async Task An_interrupted_training_ends_with_130_and_keeps_its_checkpoint()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Sends SIGINT by kill, which Windows does not have.");
        }

        if (IgnoresInterrupts())
        {
            Assert.Skip("Whoever started the tests has SIGINT ignored, as a shell does for background jobs, and a process that is started so never sees one.");
        }

        using TemporaryFolder folder = new();
        using Process training = Start(folder, "model", folder["checkpoint"]);
        await WaitForFile(folder["checkpoint"], training);
        using (Process kill = Process.Start("kill", [$"-{Interrupt}", training.Id.ToString()]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await training.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Cancelled, training.ExitCode);
        Assert.EndsWith("Cancelled.", (await training.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd(), StringComparison.Ordinal);
        Assert.True(File.Exists(folder["checkpoint"]));
        Assert.False(File.Exists(folder["model"]));
    }

    /// <summary>Whether this process, and hence each that it starts, ignores SIGINT; known on Linux only.</summary>
    private static bool IgnoresInterrupts()
    {
        const string Status = "/proc/self/status", Mask = "SigIgn:";
        return File.Exists(Status) && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Mask, StringComparison.Ordinal)) is { } line
            && (Convert.ToUInt64(line[Mask.Length..].Trim(), 16) & (1UL << (Interrupt - 1))) != 0;
    }

    private static Process Start(TemporaryFolder folder, string model, string? checkpoint, string interval = "1")
    {
        List<string> arguments =
        [
            Repository.Program, "train", Repository.Wdbc, "--label", "diagnosis", "--network", "64,32", "--neuron", "exponential", "--dropout", "0.1",
            "--epochs", "300", "--threads", "1", "--model", folder[model],
        ];
        if (checkpoint is not null)
        {
            arguments.AddRange(["--checkpoint", checkpoint, "--checkpoint-every", interval]);
        }

        return Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    private static async Task Finish(Process process)
    {
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await output;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == ExitCode.Success, error);
        }
    }

    private static async Task WaitForFile(string path, Process process)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!File.Exists(path))
        {
            Assert.False(process.HasExited, "The training ended before its first checkpoint.");
            Assert.True(watch.Elapsed < Patience, "No checkpoint came.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private static Task<byte[]> Bytes(string path) => File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
}
