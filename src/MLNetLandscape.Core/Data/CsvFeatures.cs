namespace MLNetLandscape.Core.Data;

/// <summary>Features read from delimited text without a label, for prediction.</summary>
public sealed record CsvFeatures
{
    /// <summary>Rows x features.</summary>
    public required ReadOnlyMemory<float> Features { get; init; }

    /// <summary>Rows, at least 1.</summary>
    public required int Rows { get; init; }

    /// <summary>The line of the file that each row came from, from 1.</summary>
    public required IReadOnlyList<int> Lines { get; init; }

    /// <summary>Rows left out because a value was missing.</summary>
    public int SkippedRows { get; init; }
}
