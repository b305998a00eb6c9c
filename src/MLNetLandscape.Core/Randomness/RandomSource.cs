namespace MLNetLandscape.Core.Randomness;

/// <summary>A seeded stream of random numbers that can be split into named, independent streams.</summary>
/// <remarks>
/// <para>SplitMix64: the i-th number is a mix of seed + i * gamma, so a stream needs no memory but its counter, and a run that resumes at
/// epoch 17 draws what the uninterrupted run drew there. Passes BigCrush.</para>
/// <para>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, section 4.</para>
/// </remarks>
public struct RandomSource
{
    internal const ulong Gamma = 0x9E3779B97F4A7C15;
    internal const ulong FirstFactor = 0xBF58476D1CE4E5B9;
    internal const ulong SecondFactor = 0x94D049BB133111EB;
    private ulong state;

    /// <summary>Starts the stream of <paramref name="seed"/>.</summary>
    public RandomSource(long seed) => state = Mix(unchecked((ulong)seed) + Gamma);

    private RandomSource(ulong state, ulong label) => this.state = Mix(state ^ Mix(label + Gamma));

    /// <summary>What identifies the stream: equal keys, equal numbers.</summary>
    public readonly ulong Key => state;

    /// <summary>An independent stream for one purpose, for instance an epoch or a layer; this stream does not advance.</summary>
    public readonly RandomSource Split(RandomPurpose purpose, long index = 0) =>
        new(Mix(state + (ulong)purpose), unchecked((ulong)index));

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64() => Mix(state += Gamma);

    /// <summary>Uniform on [0, 1), with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on 0 .. <paramref name="bound"/> - 1, without bias (Lemire's method).</summary>
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        ulong range = (ulong)bound;
        ulong threshold = (0 - range) % range;
        while (true)
        {
            ulong high = Math.BigMul(NextUInt64(), range, out ulong low);
            if (low >= threshold)
            {
                return (int)high;
            }
        }
    }

    /// <summary>Standard normal (Box and Muller 1958, the cosine branch: one number for two draws, so that no state is hidden).</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Puts <paramref name="items"/> in random order (Fisher and Yates).</summary>
    public void Shuffle<TItem>(Span<TItem> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>The output function of SplitMix64.</summary>
    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * FirstFactor;
        z = (z ^ (z >> 27)) * SecondFactor;
        return z ^ (z >> 31);
    }
}
