namespace MLNetLandscape.Core.Data;

/// <summary>Splits of a data set into training and validation rows, the same for the same seed.</summary>
public static class DataSplit
{
    /// <summary>Holds out a share of every class.</summary>
    /// <param name="data">One number a target; equal targets are a class.</param>
    /// <param name="fraction">The share of rows to validate on, strictly between 0 and 1.</param>
    /// <param name="seed">The seed of the choice.</param>
    public static Split StratifiedHoldout<T>(Dataset<T> data, double fraction, long seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => throw new NotImplementedException();

    /// <summary>Holds out a share of the rows, whatever their targets: for regression.</summary>
    public static Split Holdout<T>(Dataset<T> data, double fraction, long seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => throw new NotImplementedException();

    /// <summary>Cuts the rows into folds of equal size (give or take one); each validates once.</summary>
    public static IReadOnlyList<Split> KFold<T>(Dataset<T> data, int folds, long seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => throw new NotImplementedException();

    /// <summary>Cuts the rows into folds with equal shares (give or take one row) of every class.</summary>
    public static IReadOnlyList<Split> StratifiedKFold<T>(Dataset<T> data, int folds, long seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => throw new NotImplementedException();

    /// <summary>Cuts the rows into folds of about equal size that keep every group of <see cref="Dataset{T}.Groups"/> together.</summary>
    public static IReadOnlyList<Split> GroupKFold<T>(Dataset<T> data, int folds, long seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => throw new NotImplementedException();

    /// <summary>Each group of <see cref="Dataset{T}.Groups"/> validates once, in ascending order.</summary>
    public static IReadOnlyList<Split> LeaveOneGroupOut<T>(Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => throw new NotImplementedException();
}
