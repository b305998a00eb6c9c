using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Data;

/// <summary>Splits of a data set into training and validation rows, the same for the same seed.</summary>
public static class DataSplit
{
    /// <summary>Holds out a share of every class.</summary>
    /// <remarks>
    /// The validation part has ceil(fraction x rows) rows, shared among the classes by their size (largest remainder); every class keeps at
    /// least one row in both parts, even where that needs a row more or less.
    /// </remarks>
    /// <param name="data">One number a target; equal targets are a class.</param>
    /// <param name="fraction">The share of rows to validate on, strictly between 0 and 1.</param>
    /// <param name="seed">The seed of the choice.</param>
    /// <exception cref="ArgumentException">A fraction outside (0, 1), several numbers a target, or a class with a single row.</exception>
    public static Split StratifiedHoldout<T>(Dataset<T> data, double fraction, long seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[][] strata = RowStrata.ByTarget(data);
        RowStrata.CheckSmallest(data, strata, 2, "be in both parts of a stratified split", "Add rows of that class, or use Holdout");
        int[] shares = ValidationShares(strata, ValidationCount(data.Rows, fraction));
        Shuffle(strata, seed);
        var validates = new bool[data.Rows];
        for (int c = 0; c < strata.Length; c++)
        {
            Mark(validates, strata[c].AsSpan(0, shares[c]));
        }

        return ToSplit(validates);
    }

    /// <summary>Holds out ceil(fraction x rows) rows, whatever their targets: for regression.</summary>
    /// <exception cref="ArgumentException">A fraction outside (0, 1), or a part that would be empty.</exception>
    public static Split Holdout<T>(Dataset<T> data, double fraction, long seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        int count = ValidationCount(data.Rows, fraction);
        if (count >= data.Rows)
        {
            throw new ArgumentException(
                $"A holdout must leave at least 1 row to train on, but a fraction of {fraction} of {data.Rows} rows takes all of them. " +
                "Pass a smaller fraction or more rows.",
                nameof(fraction));
        }

        int[][] all = [RowStrata.AllRows(data.Rows)];
        Shuffle(all, seed);
        var validates = new bool[data.Rows];
        Mark(validates, all[0].AsSpan(0, count));
        return ToSplit(validates);
    }

    /// <summary>Cuts the rows into folds of equal size (give or take one); each validates once.</summary>
    /// <exception cref="ArgumentException">Fewer than 2 folds, or more folds than rows.</exception>
    public static IReadOnlyList<Split> KFold<T>(Dataset<T> data, int folds, long seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckFolds(folds, data.Rows, "rows");
        return Deal([RowStrata.AllRows(data.Rows)], data.Rows, folds, seed);
    }

    /// <summary>Cuts the rows into folds of equal size with equal shares of every class (each give or take one row).</summary>
    /// <exception cref="ArgumentException">Fewer than 2 folds, several numbers a target, or a class with fewer rows than folds.</exception>
    public static IReadOnlyList<Split> StratifiedKFold<T>(Dataset<T> data, int folds, long seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[][] strata = RowStrata.ByTarget(data);
        CheckFolds(folds, data.Rows, "rows");
        RowStrata.CheckSmallest(data, strata, folds, $"be in each of {folds} folds", "Use fewer folds, or KFold");
        return Deal(strata, data.Rows, folds, seed);
    }

    /// <summary>Cuts the rows into folds of about equal size that keep every group of <see cref="Dataset{T}.Groups"/> together.</summary>
    /// <remarks>Groups go, the largest first, to the fold that has the fewest rows; the seed decides among groups of equal size.</remarks>
    /// <exception cref="ArgumentException">Fewer than 2 folds, no groups, or more folds than groups.</exception>
    public static IReadOnlyList<Split> GroupKFold<T>(Dataset<T> data, int folds, long seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[][] groups = RowStrata.ByGroup(data);
        CheckFolds(folds, groups.Length, "groups");
        RandomSource random = new RandomSource(seed).Split(RandomPurpose.Splitting);
        random.Shuffle(groups.AsSpan());

        var foldOf = new int[data.Rows];
        var sizes = new int[folds];
        foreach (int[] group in groups.OrderByDescending(group => group.Length))
        {
            int smallest = Array.IndexOf(sizes, sizes.Min());
            sizes[smallest] += group.Length;
            foreach (int row in group)
            {
                foldOf[row] = smallest;
            }
        }

        return ToSplits(foldOf, folds);
    }

    /// <summary>Each group of <see cref="Dataset{T}.Groups"/> validates once, in ascending order of the groups.</summary>
    /// <exception cref="ArgumentException">No groups, or a single one.</exception>
    public static IReadOnlyList<Split> LeaveOneGroupOut<T>(Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[][] groups = RowStrata.ByGroup(data);
        if (groups.Length < 2)
        {
            throw new ArgumentException(
                $"Leaving one group out needs at least 2 groups, but every row is of group {data.Groups[0]}. Use KFold.", nameof(data));
        }

        var foldOf = new int[data.Rows];
        for (int g = 0; g < groups.Length; g++)
        {
            foreach (int row in groups[g])
            {
                foldOf[row] = g;
            }
        }

        return ToSplits(foldOf, groups.Length);
    }

    private static int ValidationCount(int rows, double fraction)
    {
        if (!(fraction > 0 && fraction < 1))
        {
            throw new ArgumentException(
                $"The validation fraction must lie strictly between 0 and 1, but was {fraction}. For a fifth of the rows, pass 0.2.",
                nameof(fraction));
        }

        // Without the margin, 0.07 x 100 = 7.000000000000001 would round up to 8.
        return (int)Math.Ceiling((fraction * rows) - 1e-9);
    }

    private static int[] ValidationShares(int[][] strata, int total)
    {
        int rows = strata.Sum(stratum => stratum.Length);
        double[] exact = [.. strata.Select(stratum => (double)total * stratum.Length / rows)];
        int[] shares = [.. exact.Select((share, c) => Math.Clamp((int)share, 1, strata[c].Length - 1))];
        while (shares.Sum() < total)
        {
            int next = -1;
            for (int c = 0; c < shares.Length; c++)
            {
                bool room = shares[c] < strata[c].Length - 1;
                if (room && (next < 0 || exact[c] - shares[c] > exact[next] - shares[next]))
                {
                    next = c;
                }
            }

            if (next < 0)
            {
                break;
            }

            shares[next]++;
        }

        return shares;
    }

    /// <summary>Deals the shuffled rows like cards, one stratum after another, so that fold sizes differ by at most one.</summary>
    private static Split[] Deal(int[][] strata, int rows, int folds, long seed)
    {
        Shuffle(strata, seed);
        var foldOf = new int[rows];
        int next = 0;
        foreach (int[] stratum in strata)
        {
            foreach (int row in stratum)
            {
                foldOf[row] = next++ % folds;
            }
        }

        return ToSplits(foldOf, folds);
    }

    private static void Shuffle(int[][] strata, long seed)
    {
        for (int c = 0; c < strata.Length; c++)
        {
            RandomSource random = new RandomSource(seed).Split(RandomPurpose.Splitting, c);
            random.Shuffle(strata[c].AsSpan());
        }
    }

    private static void CheckFolds(int folds, int most, string what)
    {
        if (folds < 2 || folds > most)
        {
            throw new ArgumentException(
                $"The number of folds must be at least 2 and at most the number of {what}, {most}, but was {folds}.", nameof(folds));
        }
    }

    private static Split[] ToSplits(int[] foldOf, int folds)
    {
        var splits = new Split[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            splits[fold] = ToSplit([.. foldOf.Select(f => f == fold)]);
        }

        return splits;
    }

    private static void Mark(bool[] validates, ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            validates[row] = true;
        }
    }

    private static Split ToSplit(bool[] validates)
    {
        int[] rows = RowStrata.AllRows(validates.Length);
        return new Split([.. rows.Where(row => !validates[row])], [.. rows.Where(row => validates[row])]);
    }
}
