namespace MLNetLandscape.Core.Statistics;

/// <summary>The ranks of two samples taken together; equal values share the mean of their ranks.</summary>
/// <remarks>Ranks are doubled, so that mid-ranks are whole numbers and sums of them compare without rounding.</remarks>
internal sealed class MidRanks
{
    internal MidRanks(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] values = [.. first, .. second];
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        Doubled = new int[values.Length];
        for (int start = 0; start < order.Length;)
        {
            int end = start + 1;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                end++;
            }

            // Ranks start + 1 .. end have the mean (start + 1 + end) / 2.
            for (int i = start; i < end; i++)
            {
                Doubled[i] = start + 1 + end;
                DoubledSumOfFirst += order[i] < first.Length ? Doubled[i] : 0;
            }

            double tied = end - start;
            TieCorrection += (tied * tied * tied) - tied;
            start = end;
        }
    }

    /// <summary>Twice each mid-rank, in ascending order.</summary>
    internal int[] Doubled { get; }

    /// <summary>Twice the rank sum of the first sample.</summary>
    internal long DoubledSumOfFirst { get; }

    /// <summary>The sum of t^3 - t over all groups of t equal values; 0 without ties.</summary>
    internal double TieCorrection { get; }
}
