using System.Diagnostics;

namespace MLNetLandscape.Cli.Tests.Commands;

/// <summary>Trainings in processes of their own that are killed or interrupted.</summary>
public sealed class InterruptionTests
{
    private const int Interrupt = 2;
    private const int Epochs = 150;
    private const int KilledAfter = 97;

    /// <summary>So many that nobody waits for their end: hours.</summary>
    private const int EndlessEpochs = 10_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData("1")]
    [InlineData("7")]
    public async Task A_killed_training_continues_to_the_same_model(string interval)
    {
        using TemporaryFolder folder = new();
        await Finish(Start(Arguments(folder, "whole", Epochs)));
        string[] resumed = [.. Arguments(folder, "resumed", Epochs), "--checkpoint", folder["checkpoint"], "--checkpoint-every", interval];
        await KillWhenItWaits(KilledTraining.Start(resumed, KilledAfter));
        Assert.True(File.Exists(folder["checkpoint"]));
        Assert.False(File.Exists(folder["resumed"]));
        await Finish(Start(resumed));
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
        using Process training = Start([.. Arguments(folder, "model", EndlessEpochs), "--checkpoint", folder["checkpoint"]]);
        try
        {
            await WaitForFile(folder["checkpoint"], training);
            using (Process kill = Process.Start("kill", [$"-{Interrupt}", training.Id.ToString()]))
            {
                await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            await training.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
            Assert.Equal(ExitCode.Cancelled, training.ExitCode);
            Assert.EndsWith("Cancelled.", (await training.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd(), StringComparison.Ordinal);
            Assert.True(File.Exists(folder["checkpoint"]));
            Assert.False(File.Exists(folder["model"]));
        }
        finally
        {
            training.Kill();
        }
    }

    /// <summary>Whether this process, and hence each that it starts, ignores SIGINT; known on Linux only.</summary>
    private static bool IgnoresInterrupts()
    {
        const string Status = "/proc/self/status", Mask = "SigIgn:";
        return File.Exists(Status) && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Mask, StringComparison.Ordinal)) is { } line
            && (Convert.ToUInt64(line[Mask.Length..].Trim(), 16) & (1UL << (Interrupt - 1))) != 0;
    }

    private static string[] Arguments(TemporaryFolder folder, string model, int epochs) =>
    [
        Repository.Wdbc, "--label", "diagnosis", "--network", "64,32", "--neuron", "exponential", "--dropout", "0.1",
        "--epochs", $"{epochs}", "--threads", "1", "--model", folder[model],
    ];

    private static Process Start(string[] training) =>
        Process.Start(new ProcessStartInfo("dotnet", [Repository.Program, "train", .. training]) { RedirectStandardError = true, RedirectStandardOutput = true })!;

    /// <summary>Kills the child within its training: it says when, so that no moment has to be met.</summary>
    private static async Task KillWhenItWaits(Process child)
    {
        using (child)
        {
            string? said = await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            child.Kill();
            await child.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(said == KilledTraining.Waiting, await child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
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
