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
        foreach (int milliseconds in new[] { 37, 61, 90 })
        {
            KillAfterNextCheckpoint(path, milliseconds);
        }

        LinearEngine expected = new();
        KilledProcess.Train(expected, path: null);
        LinearEngine resumed = new();
        KilledProcess.Train(resumed, path);
        Assert.InRange(resumed.Rates.Count, 1, expected.Rates.Count - 5);
        Assert.Equal(expected.ToBytes(), resumed.ToBytes());
    }

    private static void KillAfterNextCheckpoint(string path, int milliseconds)
    {
        DateTime before = File.GetLastWriteTimeUtc(path);
        using Process process = KilledProcess.Start(path);
        Stopwatch watch = Stopwatch.StartNew();
        while (File.GetLastWriteTimeUtc(path) == before)
        {
            Assert.False(process.HasExited, "The child ended before it was killed.");
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), "The child wrote no checkpoint within a minute.");
            Thread.Sleep(1);
        }

        Thread.Sleep(milliseconds);
        Assert.False(process.HasExited, "The child ended before it was killed.");
        process.Kill();
        process.WaitForExit();
    }
}
