namespace MLNetLandscape.Core.Statistics;

/// <summary>The distribution of the rank sum of n values when every choice of n of the mid-ranks is equally likely.</summary>
/// <remarks>
/// The number of choices with a given sum follows from taking the mid-ranks one by one:
/// count(k, s) += count(k - 1, s - rank), k descending. It holds with ties, where tables of U do not.
/// </remarks>
internal static class RankSumDistribution
{
    /// <summary>P(R &lt;= r) and P(R &gt;= r) for the rank sum r that the first sample has.</summary>
    internal static (double Less, double Greater) Tails(MidRanks ranks, int firstCount)
    {
        int[] doubled = ranks.Doubled;
        long total = 0;
        foreach (int rank in doubled)
        {
            total += rank;
        }

        // Choosing the first sample's ranks is leaving the second's: count the smaller choice.
        int otherCount = doubled.Length - firstCount;
        if (firstCount <= otherCount)
        {
            return Tails(doubled, firstCount, ranks.DoubledSumOfFirst);
        }

        (double less, double greater) = Tails(doubled, otherCount, total - ranks.DoubledSumOfFirst);
        return (greater, less);
    }

    private static (double Less, double Greater) Tails(int[] doubled, int chosen, long observed)
    {
        double[] counts = Counts(doubled, chosen);
        double below = 0;
        double above = 0;
        double all = 0;
        for (int sum = 0; sum < counts.Length; sum++)
        {
            all += counts[sum];
            below += sum <= observed ? counts[sum] : 0;
            above += sum >= observed ? counts[sum] : 0;
        }

        return (below / all, above / all);
    }

    /// <summary>How many choices of <paramref name="chosen"/> ranks have each sum. In double: exact to 2^53, to 1e-13 relative beyond.</summary>
    private static double[] Counts(int[] doubled, int chosen)
    {
        int largest = 0;
        for (int i = doubled.Length - chosen; i < doubled.Length; i++)
        {
            largest = checked(largest + doubled[i]);
        }

        var counts = new double[chosen + 1][];
        for (int k = 0; k <= chosen; k++)
        {
            counts[k] = new double[largest + 1];
        }

        counts[0][0] = 1;
        for (int i = 0; i < doubled.Length; i++)
        {
            int rank = doubled[i];
            for (int k = Math.Min(i + 1, chosen); k >= 1; k--)
            {
                ReadOnlySpan<double> smaller = counts[k - 1].AsSpan(0, largest + 1 - rank);
                Span<double> shifted = counts[k].AsSpan(rank);
                System.Numerics.Tensors.TensorPrimitives.Add(shifted, smaller, shifted);
            }
        }

        return counts[chosen];
    }
}
