namespace MLNetLandscape.Core.Data;

/// <summary>What to do with a row in which a value is missing (empty, NA, NaN, null or ?).</summary>
public enum MissingValues
{
    /// <summary>Refuse the file, naming line and column: the default, because a silent loss of rows changes results.</summary>
    Refuse,

    /// <summary>Leave the row out and count it.</summary>
    SkipRow,
}
