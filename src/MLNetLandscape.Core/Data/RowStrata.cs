namespace MLNetLandscape.Core.Data;

/// <summary>Rows gathered by what they have in common.</summary>
internal static class RowStrata
{
    /// <summary>0 .. <paramref name="count"/> - 1.</summary>
    internal static int[] AllRows(int count) => [.. Enumerable.Range(0, count)];

    /// <summary>The rows of each target, the smallest target first.</summary>
    internal static int[][] ByTarget<T>(Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        data.Validate();
        if (data.TargetWidth != 1)
        {
            throw new ArgumentException(
                $"A stratified split needs one number a target, the class, but a target has {data.TargetWidth}. Use Holdout or KFold.");
        }

        T[] targets = data.Targets.ToArray();
        return [.. AllRows(data.Rows).GroupBy(row => targets[row]).OrderBy(stratum => stratum.Key).Select(stratum => stratum.ToArray())];
    }

    /// <summary>The rows of each group, the smallest group first.</summary>
    internal static int[][] ByGroup<T>(Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        data.Validate();
        if (data.Groups.Count == 0)
        {
            throw new ArgumentException("A split by groups needs the group of every row, but Groups is empty. Set Groups, or use KFold.");
        }

        return [.. AllRows(data.Rows).GroupBy(row => data.Groups[row]).OrderBy(group => group.Key).Select(group => group.ToArray())];
    }

    /// <summary>Every class must have at least <paramref name="least"/> rows.</summary>
    internal static void CheckSmallest<T>(Dataset<T> data, int[][] strata, int least, string purpose, string remedy)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (int[] stratum in strata)
        {
            if (stratum.Length < least)
            {
                throw new ArgumentException(
                    $"A class must have at least {least} rows to {purpose}, but class {Describe(data, stratum[0])} has {stratum.Length}. " +
                    $"{remedy}.");
            }
        }
    }

    private static string Describe<T>(Dataset<T> data, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T target = data.Targets.Span[row];

        // A binary target is -1 or +1, its class -1 -> 0 and +1 -> 1; any other target is the class itself.
        T index = target == T.NegativeOne ? T.Zero : target;
        return data.ClassNames.Count > 0 && T.IsInteger(index) && index >= T.Zero && index < T.CreateSaturating(data.ClassNames.Count)
            ? $"'{data.ClassNames[int.CreateTruncating(index)]}'"
            : $"{target}";
    }
}
