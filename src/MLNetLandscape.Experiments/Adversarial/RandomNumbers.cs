using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Experiments.Adversarial;

/// <summary>Draws many numbers at once.</summary>
internal static class RandomNumbers
{
    /// <summary>Fills with independent normal numbers.</summary>
    public static void FillNormal(this ref RandomSource random, Span<float> values)
    {
        foreach (ref float value in values)
        {
            value = (float)random.NextNormal();
        }
    }
}
