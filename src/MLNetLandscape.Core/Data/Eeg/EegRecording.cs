using System.Globalization;

namespace MLNetLandscape.Core.Data.Eeg;

/// <summary>One session: a row of samples a channel.</summary>
internal sealed class EegRecording
{
    /// <summary>Samples from the start of one frame to the next: half a second.</summary>
    private const int Step = 64;

    /// <summary>Samples of a frame: a second and the sample that ends it. The last frame of a session lacks that sample.</summary>
    private const int FrameLength = 129;

    private readonly double[][] channels;

    private EegRecording(double[][] channels) => this.channels = channels;

    /// <summary>The number of frames; the first of the session is not among them.</summary>
    internal int FrameCount => (channels[0].Length - (FrameLength - 1)) / Step;

    /// <summary>Reads comma-separated text, a row a channel.</summary>
    /// <exception cref="InvalidDataException">Not 14 rows of equal length, too short, or something that is no finite number.</exception>
    internal static EegRecording Read(string path)
    {
        List<double[]> channels = [];
        foreach (string line in File.ReadLines(path))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                channels.Add(ReadChannel(path, channels.Count + 1, line));
            }
        }

        if (channels.Count != ElectrodeLayout.Count)
        {
            throw new InvalidDataException($"{path} must have {ElectrodeLayout.Count} rows, one a channel, but has {channels.Count}.");
        }

        int length = channels[0].Length;
        int other = channels.FindIndex(channel => channel.Length != length);
        if (other >= 0)
        {
            throw new InvalidDataException(
                $"{path}: every channel must have as many samples as the first, {length}, but channel {other + 1} has {channels[other].Length}.");
        }

        if (length < FrameLength - 1 + Step)
        {
            throw new InvalidDataException($"{path} must have at least {FrameLength - 1 + Step} samples a channel, but has {length}.");
        }

        return new EegRecording([.. channels]);
    }

    /// <summary>Computes the band means of every channel in one frame.</summary>
    /// <param name="frame">0 is the session's second frame.</param>
    /// <param name="means">Receives band x channel.</param>
    internal void ComputeBands(int frame, double[,] means)
    {
        int start = (frame + 1) * Step;
        int length = Math.Min(FrameLength, channels[0].Length - start);
        BandMeans transform = BandMeans.ForLength(length);
        Span<double> bands = stackalloc double[BandMeans.Count];
        for (int channel = 0; channel < channels.Length; channel++)
        {
            transform.Compute(channels[channel].AsSpan(start, length), bands);
            for (int band = 0; band < bands.Length; band++)
            {
                means[band, channel] = bands[band];
            }
        }
    }

    private static double[] ReadChannel(string path, int line, string text)
    {
        List<double> samples = [];
        foreach (Range range in text.AsSpan().TrimEnd(',').Split(','))
        {
            ReadOnlySpan<char> field = text.AsSpan()[range].Trim();
            if (!double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double sample) || !double.IsFinite(sample))
            {
                throw new InvalidDataException(
                    $"{path}, line {line}, sample {samples.Count + 1}: a sample must be a finite number, but was '{Csv.CsvNumbers.Show(field)}'.");
            }

            samples.Add(sample);
        }

        return [.. samples];
    }
}
