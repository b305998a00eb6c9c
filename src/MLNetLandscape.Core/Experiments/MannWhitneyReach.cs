namespace MLNetLandscape.Core.Experiments;

/// <summary>What an exact two-sided Mann-Whitney test could show at all with given numbers of runs, without ties.</summary>
/// <remarks>
/// Under the null hypothesis all C(n + m, n) orders are equally likely; the number with U = u obeys
/// N(n, m, u) = N(n - 1, m, u - m) + N(n, m - 1, u). Source: Mann and Whitney, Annals of Mathematical Statistics 18, 1947, section 2.
/// </remarks>
internal static class MannWhitneyReach
{
    /// <summary>2 / C(n + m, n), at most 1: the p of perfectly separated samples.</summary>
    public static double SmallestTwoSidedP(int n, int m) => Math.Min(1, 2 * Cumulative(n, m)[0]);

    /// <summary>The largest U (the smaller of the two) with a two-sided p below the level; -1 if there is none.</summary>
    public static int CriticalU(int n, int m, double level)
    {
        double[] cumulative = Cumulative(n, m);
        int u = -1;
        while (u + 1 < cumulative.Length && 2 * cumulative[u + 1] < level)
        {
            u++;
        }

        return u;
    }

    /// <summary>The fewest runs per arm with which some outcome has p below the level.</summary>
    public static int FewestRuns(double level)
    {
        int runs = 1;
        while (SmallestTwoSidedP(runs, runs) >= level)
        {
            runs++;
        }

        return runs;
    }

    /// <summary>P(U &lt;= u) for u = 0 .. n m.</summary>
    private static double[] Cumulative(int n, int m)
    {
        // After item i, row j holds the probability generating function of U for samples of j and i values, as a share of all orders.
        double[][] shares = [.. Enumerable.Range(0, n + 1).Select(j => new double[(j * m) + 1])];
        foreach (double[] row in shares)
        {
            row[0] = 1;
        }

        for (int i = 1; i <= m; i++)
        {
            for (int j = 1; j <= n; j++)
            {
                double first = (double)j / (i + j), second = (double)i / (i + j);
                for (int u = j * i; u >= 0; u--)
                {
                    double withLargestOfFirst = u >= i && u - i < shares[j - 1].Length ? shares[j - 1][u - i] : 0;
                    shares[j][u] = (first * withLargestOfFirst) + (second * shares[j][u]);
                }
            }
        }

        double sum = 0;
        return [.. shares[n].Select(share => sum += share)];
    }
}
