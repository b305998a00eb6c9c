using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Spectra;

/// <summary>Random vectors, each a function of the seed and its index alone.</summary>
internal static class Probes
{
    /// <summary>Standard normal numbers.</summary>
    public static double[] Normal(RandomSource random, long index, int dimension)
    {
        RandomSource stream = random.Split(RandomPurpose.Probe, index);
        double[] probe = new double[dimension];
        for (int i = 0; i < dimension; i++)
        {
            probe[i] = stream.NextNormal();
        }

        return probe;
    }

    /// <summary>Signs, -1 or +1 with equal probability (Rademacher).</summary>
    public static double[] Signs(RandomSource random, long index, int dimension)
    {
        RandomSource stream = random.Split(RandomPurpose.Probe, index);
        double[] probe = new double[dimension];
        ulong bits = 0;
        for (int i = 0; i < dimension; i++)
        {
            if (i % 64 == 0)
            {
                bits = stream.NextUInt64();
            }

            probe[i] = (bits & 1) == 0 ? -1 : 1;
            bits >>= 1;
        }

        return probe;
    }
}
