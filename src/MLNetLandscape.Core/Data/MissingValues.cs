namespace MLNetLandscape.Core.Data;

/// <summary>What to do with a row in which a value is missing (empty, NA, NaN, null or ?).</summary>
public enum MissingValues
{
    /// <summary>Refuse the data, naming row and column, because a silent loss of rows changes results: the default for files.</summary>
    Refuse,

    /// <summary>Leave the row out and count it: the default of the trainers for ML.NET, as ML.NET's own do.</summary>
    SkipRow,
}
