using MathNet.Numerics.IntegralTransforms;

namespace MLNetLandscape.Core.Data.Eeg;

/// <summary>The mean magnitude of a signal in three frequency bands.</summary>
/// <remarks>The magnitude at k samplingRate / n Hz is |DFT_k| / n, without a window; a band is open below and closed above.</remarks>
internal static class BandMeans
{
    /// <summary>Samples per second of the recordings.</summary>
    internal const double SamplingRate = 128;

    /// <summary>Theta, alpha and beta, in Hz.</summary>
    private static readonly (double Above, double UpTo)[] Bands = [(4, 8), (8, 12), (12, 40)];

    /// <summary>The number of bands.</summary>
    internal static int Count => Bands.Length;

    /// <summary>Computes the band means of <paramref name="signal"/>.</summary>
    /// <param name="signal">n samples.</param>
    /// <param name="spectrum">Work space of n numbers.</param>
    /// <param name="means">Receives one mean a band.</param>
    internal static void Compute(ReadOnlySpan<double> signal, Complex[] spectrum, Span<double> means)
    {
        int n = signal.Length;
        for (int i = 0; i < n; i++)
        {
            spectrum[i] = signal[i];
        }

        Fourier.Forward(spectrum, FourierOptions.NoScaling);
        for (int band = 0; band < Bands.Length; band++)
        {
            double sum = 0;
            int count = 0;
            for (int k = 0; k < n / 2; k++)
            {
                double frequency = k * SamplingRate / n;
                if (frequency > Bands[band].Above && frequency <= Bands[band].UpTo)
                {
                    sum += spectrum[k].Magnitude / n;
                    count++;
                }
            }

            means[band] = sum / count;
        }
    }
}
