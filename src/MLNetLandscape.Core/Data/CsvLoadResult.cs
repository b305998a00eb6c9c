namespace MLNetLandscape.Core.Data;

/// <summary>A data set read from delimited text, and what there is to say about the reading.</summary>
public sealed record CsvLoadResult
{
    /// <summary>The rows that were kept.</summary>
    public required Dataset<float> Data { get; init; }

    /// <summary>The header of the label's column.</summary>
    public required string LabelName { get; init; }

    /// <summary>What the label is.</summary>
    public required LearningTask Task { get; init; }

    /// <summary>Rows left out because a value was missing.</summary>
    public int SkippedRows { get; init; }

    /// <summary>Features with the same value in every row: no help, no harm; worth a remark.</summary>
    public IReadOnlyList<string> ConstantFeatures { get; init; } = [];

    /// <summary>Columns that were left out: those asked for, and a nameless one that is empty.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; init; } = [];
}
