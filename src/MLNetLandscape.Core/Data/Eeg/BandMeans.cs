using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace MLNetLandscape.Core.Data.Eeg;

/// <summary>The mean magnitude of a signal in three frequency bands.</summary>
/// <remarks>
/// <para>The magnitude at k samplingRate / n Hz is |DFT_k| / n, without a window; a band is open below and closed above.</para>
/// <para>The sums are taken frequency by frequency: the bands need 36 of 129, and 129 = 3 x 43 is no length for a fast transform: with a
/// general FFT, loading the recordings takes five times as long.</para>
/// </remarks>
internal sealed class BandMeans
{
    /// <summary>Samples per second of the recordings.</summary>
    internal const double SamplingRate = 128;

    /// <summary>Theta, alpha and beta, in Hz.</summary>
    private static readonly (double Above, double UpTo)[] Bands = [(4, 8), (8, 12), (12, 40)];

    private static readonly ConcurrentDictionary<int, BandMeans> ByLength = [];

    /// <summary>Per band and frequency, cos and sin of 2 pi k i / n over the samples i.</summary>
    private readonly (double[] Cosine, double[] Sine)[][] waves;
    private readonly int length;

    private BandMeans(int length)
    {
        this.length = length;
        waves = [.. Bands.Select(band => Frequencies(band.Above, band.UpTo, length).Select(k => Wave(k, length)).ToArray())];
    }

    /// <summary>The number of bands.</summary>
    internal static int Count => Bands.Length;

    /// <summary>The transform of signals of <paramref name="length"/> samples.</summary>
    internal static BandMeans ForLength(int length) => ByLength.GetOrAdd(length, n => new BandMeans(n));

    /// <summary>Computes the band means of <paramref name="signal"/>, one a band.</summary>
    internal void Compute(ReadOnlySpan<double> signal, Span<double> means)
    {
        for (int band = 0; band < waves.Length; band++)
        {
            double sum = 0;
            foreach ((double[] cosine, double[] sine) in waves[band])
            {
                double real = TensorPrimitives.Dot(signal, cosine);
                double imaginary = TensorPrimitives.Dot(signal, sine);
                sum += Math.Sqrt((real * real) + (imaginary * imaginary)) / length;
            }

            means[band] = sum / waves[band].Length;
        }
    }

    private static IEnumerable<int> Frequencies(double above, double upTo, int length) =>
        Enumerable.Range(0, length / 2).Where(k => k * SamplingRate / length is double f && f > above && f <= upTo);

    private static (double[] Cosine, double[] Sine) Wave(int k, int length)
    {
        // The angle is reduced to one turn first: cos of a large angle is less exact.
        double[] angles = [.. Enumerable.Range(0, length).Select(i => 2 * Math.PI * ((long)k * i % length) / length)];
        return ([.. angles.Select(Math.Cos)], [.. angles.Select(Math.Sin)]);
    }
}
