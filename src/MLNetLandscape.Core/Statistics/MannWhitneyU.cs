using MathNet.Numerics.Distributions;

namespace MLNetLandscape.Core.Statistics;

/// <summary>The rank test of Mann and Whitney: does one sample tend to be larger than another?</summary>
/// <remarks>
/// <para>U = R - n (n + 1) / 2 for the sum R of the mid-ranks of the first sample among all n + m values. The null hypothesis is that both
/// samples come from one distribution, so every choice of n of the n + m mid-ranks is equally likely.</para>
/// <para>Source: Mann, Whitney, "On a test of whether one of two random variables is stochastically larger than the other", Annals of
/// Mathematical Statistics 18 (1947).</para>
/// </remarks>
public static class MannWhitneyU
{
    /// <summary>The most values in both samples together for which <see cref="MannWhitneyMethod.Automatic"/> is exact: some 30 ms of work.</summary>
    public const int MostValuesForExact = 100;

    /// <summary>Compares two samples.</summary>
    /// <param name="a">At least one value.</param>
    /// <param name="b">At least one value.</param>
    /// <param name="method">Default: exact up to <see cref="MostValuesForExact"/> values in all, asymptotic beyond.</param>
    /// <exception cref="ArgumentException">A sample is empty or holds NaN, or exact figures are asked for far beyond what is feasible.</exception>
    public static MannWhitneyResult Test(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, MannWhitneyMethod method = MannWhitneyMethod.Automatic)
    {
        CheckSample(a, nameof(a));
        CheckSample(b, nameof(b));
        int count = a.Length + b.Length;
        if (method == MannWhitneyMethod.Automatic)
        {
            method = count <= MostValuesForExact ? MannWhitneyMethod.Exact : MannWhitneyMethod.Asymptotic;
        }
        else if (method == MannWhitneyMethod.Exact && count > 4 * MostValuesForExact)
        {
            throw new ArgumentException(
                $"Exact p-values are computed for at most {4 * MostValuesForExact} values in all, but there are {count}. " +
                "Pass MannWhitneyMethod.Asymptotic, which is accurate there.",
                nameof(method));
        }

        var ranks = new MidRanks(a, b);
        double u = (ranks.DoubledSumOfFirst / 2.0) - (a.Length * (a.Length + 1.0) / 2);
        (double less, double greater) = method == MannWhitneyMethod.Exact
            ? RankSumDistribution.Tails(ranks, a.Length)
            : AsymptoticTails(u, a.Length, b.Length, ranks.TieCorrection);
        return new MannWhitneyResult
        {
            U = u,
            OtherU = ((double)a.Length * b.Length) - u,
            LessP = less,
            GreaterP = greater,
            TwoSidedP = Math.Min(1, 2 * Math.Min(less, greater)),
            Method = method,
            HasTies = ranks.TieCorrection > 0,
        };
    }

    /// <summary>The normal approximation with variance n m / 12 (N + 1 - sum (t^3 - t) / (N (N - 1))) over ties of t values, and continuity correction 1/2.</summary>
    private static (double Less, double Greater) AsymptoticTails(double u, int n, int m, double tieCorrection)
    {
        double count = (double)n + m;
        double mean = (double)n * m / 2;
        double variance = (double)n * m / 12 * (count + 1 - (tieCorrection / (count * (count - 1))));

        // All values are equal (or nearly so by cancellation): U has one possible value, its mean.
        if (!(variance > 0))
        {
            return (1, 1);
        }

        double deviation = Math.Sqrt(variance);
        return (Normal.CDF(0, 1, (u - mean + 0.5) / deviation), Normal.CDF(0, 1, (mean - u + 0.5) / deviation));
    }

    private static void CheckSample(ReadOnlySpan<double> sample, string name)
    {
        if (sample.IsEmpty)
        {
            throw new ArgumentException("The Mann-Whitney test needs at least 1 value in each sample, but one sample is empty.", name);
        }

        foreach (double value in sample)
        {
            if (double.IsNaN(value))
            {
                throw new ArgumentException("The Mann-Whitney test ranks values, but NaN has no rank. Remove the runs that failed.", name);
            }
        }
    }
}
