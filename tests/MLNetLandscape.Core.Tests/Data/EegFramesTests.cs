using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Tests.Data;

/// <summary>Pixels come from numpy 1.24 and scipy 1.10 run over the same recordings.</summary>
public sealed class EegFramesTests
{
    /// <summary>Reading all sessions takes a second or two.</summary>
    private static EegFrames? RawFrames;

    [Fact]
    public void The_articles_frames_come_out()
    {
        EegFrames frames = RawFrames ??= EegFrames.Load(DataFolder.Require("eeg"));
        Assert.Equal(3642, frames.Data.Rows);
        Assert.Equal(3 * 28 * 28, frames.Data.FeatureCount);
        Assert.Equal(
            [234, 224, 222, 218, 226, 208, 202, 204, 214, 226, 230, 278, 246, 236, 240, 234],
            Enumerable.Range(0, 16).Select(session => frames.Sessions.Count(s => s == session)));
        Assert.Equal("ML101_KS", frames.SessionNames[0]);
        Assert.Equal([101, 102, 103, 104, 105, 106, 107, 108], frames.Subjects.Distinct());
        Assert.Equal(1, frames.Data.Targets.Span[0]);
        Assert.Equal(-1, frames.Data.Targets.Span[234]);

        Standardizer all = Standardizer.FitGlobal(frames.Data);
        Assert.Equal(1.858821351843615, all.Means[0], 1e-6);
        Assert.Equal(5.615527677361877, all.Deviations[0], 1e-6);

        Assert.Equal(16, DataSplit.LeaveOneGroupOut(frames.GroupedBySession).Count);
        Assert.Equal(8, DataSplit.LeaveOneGroupOut(frames.GroupedBySubject).Count);
        AssertPixels(frames.Data);
    }

    [Fact]
    public void Standardized_frames_have_mean_zero_and_deviation_one()
    {
        Standardizer all = Standardizer.FitGlobal(EegFrames.Load(DataFolder.Require("eeg"), EegScaling.Standardized).Data);
        Assert.Equal(0, all.Means[0], 1e-6);
        Assert.Equal(1, all.Deviations[0], 1e-6);
    }

    [Fact]
    public void Log_power_tames_the_tails()
    {
        ReadOnlySpan<float> raw = (RawFrames ??= EegFrames.Load(DataFolder.Require("eeg"))).Data.Features.Span;
        ReadOnlySpan<float> log = EegFrames.Load(DataFolder.Require("eeg"), EegScaling.LogPower).Data.Features.Span;
        Assert.True(Kurtosis(raw) > 100);
        Assert.InRange(Kurtosis(log), 1, 10);
        Assert.Equal(0, log[0]);
    }

    [Fact]
    public void A_pure_tone_shows_in_its_band_alone()
    {
        using TemporaryFolder folder = new();

        // 10 Hz: alpha. Six frames fit: starts at 64, 128, ..., 384 of 512 samples, the first dropped.
        string row = string.Join(',', Enumerable.Range(0, 512).Select(i => Math.Cos(2 * Math.PI * 10 * i / 128).ToString("R")));
        folder.Write("ML150_US.csv", string.Join('\n', Enumerable.Repeat(row, 14)));
        EegFrames frames = EegFrames.Load(folder.Path);
        Assert.Equal(6, frames.Data.Rows);
        ReadOnlySpan<float> first = frames.Data.Features.Span;
        int centre = (16 * 28) + 14;

        // The last frame has 128 samples, so 10 Hz falls on one of its four bins: magnitude 1/2, mean 1/8.
        ReadOnlySpan<float> last = first[(5 * 3 * 784)..];
        Assert.Equal(0, last[centre], 1e-6);
        Assert.Equal(0.125, last[784 + centre], 1e-6);
        Assert.Equal(0, last[(2 * 784) + centre], 1e-6);
        Assert.InRange(first[784 + centre], 0.11f, 0.16f);
        Assert.True(first[centre] < 0.02f);
    }

    [Fact]
    public void Refuses_a_folder_that_is_absent_or_has_no_recordings()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(
            $"There is no folder '{folder["none"]}'. The recordings have no licence and are not distributed: " +
            "place ML1NN_KS.csv and ML1NN_US.csv there.",
            Assert.Throws<DirectoryNotFoundException>(() => EegFrames.Load(folder["none"])).Message);
        Assert.Equal(
            $"The folder '{folder.Path}' has no recordings, files named ML1NN_KS.csv or ML1NN_US.csv.",
            Assert.Throws<FileNotFoundException>(() => EegFrames.Load(folder.Path)).Message);
    }

    [Theory]
    [InlineData("1,2\n3,4", "must have 14 rows, one a channel, but has 2.")]
    [InlineData("1,x", ", line 1, sample 2: a sample must be a finite number, but was 'x'.")]
    [InlineData("1,NaN", ", line 1, sample 2: a sample must be a finite number, but was 'NaN'.")]
    [InlineData("1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1,2", "every channel must have as many samples as the first, 1, but channel 14 has 2.")]
    [InlineData("1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1", "must have at least 192 samples a channel, but has 1.")]
    public void Refuses_what_is_no_recording(string text, string message)
    {
        using TemporaryFolder folder = new();
        folder.Write("ML101_KS.csv", text);
        Assert.EndsWith(message, Assert.Throws<InvalidDataException>(() => EegFrames.Load(folder.Path)).Message);
    }

    private static void AssertPixels(Dataset<float> data)
    {
        (int Frame, int Band, int Pixel, double Value)[] expected =
        [
            (0, 0, 574, 2.010136704452922), (0, 1, 423, 1.0633747988712074), (0, 2, 152, 1.0575785407958023),
            (233, 2, 400, 1.0483167540103546), (234, 0, 400, 1.8245517956290294), (1000, 1, 500, 1.1978415298117149),
            (3641, 0, 420, 0), (3641, 2, 10, 0), (3641, 2, 13, 0.5402017333468694),
        ];
        foreach ((int frame, int band, int pixel, double value) in expected)
        {
            Assert.Equal(value, data.Features.Span[(((frame * 3) + band) * 784) + pixel], 1e-6);
        }
    }

    private static double Kurtosis(ReadOnlySpan<float> values)
    {
        double mean = 0;
        foreach (float value in values)
        {
            mean += value;
        }

        mean /= values.Length;
        (double second, double fourth) = (0, 0);
        foreach (float value in values)
        {
            double square = (value - mean) * (value - mean);
            second += square;
            fourth += square * square;
        }

        return fourth * values.Length / (second * second);
    }
}
