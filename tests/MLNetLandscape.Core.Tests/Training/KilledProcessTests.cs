using System.Diagnostics;

namespace MLNetLandscape.Core.Tests.Training;

public sealed class KilledProcessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("landscape-killed").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_killed_process_is_continued_to_the_bits_of_the_uninterrupted_training()
    {
        string path = Path.Combine(folder, "checkpoint");
        foreach (int step in new[] { 37, 61, 90 })
        {
            KillAtStep(path, step);
        }

        LinearEngine expected = new();
        KilledProcess.Train(expected, path: null);
        LinearEngine resumed = new();
        KilledProcess.Train(resumed, path);
        Assert.InRange(resumed.Rates.Count, 1, expected.Rates.Count - 170);
        Assert.Equal(expected.ToBytes(), resumed.ToBytes());
    }

    /// <summary>Kills the child within an epoch: it waits at a step, so that no moment has to be met.</summary>
    private static void KillAtStep(string path, int step)
    {
        using Process process = KilledProcess.Start(path, step);
        Assert.Equal(KilledProcess.Waiting, process.StandardOutput.ReadLine());
        process.Kill();
        process.WaitForExit();
    }
}
