namespace MLNetLandscape.Core.Data;

/// <summary>A data set in memory: features, targets and optional example weights, one row after another.</summary>
/// <typeparam name="T">Single for training, double for analysis.</typeparam>
public sealed record Dataset<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows x <see cref="FeatureCount"/>.</summary>
    public required ReadOnlyMemory<T> Features { get; init; }

    /// <summary>Rows x <see cref="TargetWidth"/>: -1 or +1, a class index, or real numbers.</summary>
    public required ReadOnlyMemory<T> Targets { get; init; }

    /// <summary>One weight a row, at least 0; null where all are 1.</summary>
    public ReadOnlyMemory<T>? Weights { get; init; }

    /// <summary>Rows, at least 1.</summary>
    public required int Rows { get; init; }

    /// <summary>Features of a row.</summary>
    public int FeatureCount => Features.Length / Rows;

    /// <summary>Numbers in a target.</summary>
    public int TargetWidth => Targets.Length / Rows;

    /// <summary>One name a feature; empty where they have none.</summary>
    public IReadOnlyList<string> FeatureNames { get; init; } = [];

    /// <summary>The label's text per class: for a binary task the negative class first; empty for regression.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>The group of each row (a session, a subject), for splits that keep groups together; empty without.</summary>
    public IReadOnlyList<int> Groups { get; init; } = [];

    /// <summary>The rows of the given indices, in their order.</summary>
    public Dataset<T> Select(ReadOnlySpan<int> rows) => throw new NotImplementedException();

    /// <summary>The same data in another precision.</summary>
    public Dataset<TOther> Convert<TOther>()
        where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther> => throw new NotImplementedException();
}
