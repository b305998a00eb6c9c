using System.Numerics.Tensors;

namespace MLNetLandscape.Calibration;

/// <summary>Keeps scores that lie very far from all others from deciding a calibrator.</summary>
/// <remarks>
/// The exponential neuron's term has no bound: rows unlike the others can score a million where most score one. Platt's smoothed targets charge such a row in
/// proportion to its score however right it is, so that a single one would flatten the curve for all. Beyond the limit a score enters the fit as the
/// limit; scores without such a tail, even a Gaussian's, never reach it.
/// </remarks>
internal static class ScoreLimit
{
    /// <summary>The limit over the median of |score|; of a Gaussian, one in 10^11 lies beyond.</summary>
    private const float MedianMultiple = 10;

    /// <summary>Moves scores beyond the limit onto it, in place.</summary>
    public static void Apply(Span<float> scores)
    {
        if (scores.IsEmpty)
        {
            return;
        }

        float[] sizes = new float[scores.Length];
        TensorPrimitives.Abs(scores, sizes);
        Array.Sort(sizes);
        float limit = MedianMultiple * sizes[sizes.Length / 2];
        if (limit > 0 && float.IsFinite(limit))
        {
            TensorPrimitives.Min(scores, limit, scores);
            TensorPrimitives.Max(scores, -limit, scores);
        }
    }
}
