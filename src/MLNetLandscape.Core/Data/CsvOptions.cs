namespace MLNetLandscape.Core.Data;

/// <summary>How to read a data set from delimited text.</summary>
public sealed record CsvOptions
{
    /// <summary>The header of the label's column.</summary>
    public required string LabelColumn { get; init; }

    /// <summary>What the label is. Default: two classes, what the exponential neuron's theory is about.</summary>
    public LearningTask Task { get; init; } = LearningTask.Binary;

    /// <summary>What to do with missing values. Default: refuse the file.</summary>
    public MissingValues MissingValues { get; init; } = MissingValues.Refuse;

    /// <summary>The label that becomes +1 in a binary task. Default null: the second of the two in order, so 1 of {0, 1} and {-1, 1}, and M of {B, M}.</summary>
    public string? PositiveLabel { get; init; }

    /// <summary>The classes, in order, that the labels must come from, as a trained model knows them. Default null: those found in the file.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>The columns to use as features, in this order, as a trained model knows them. Default null: all that have no other use.</summary>
    public IReadOnlyList<string>? FeatureColumns { get; init; }

    /// <summary>Columns to leave out, such as identifiers. Default: none.</summary>
    public IReadOnlyList<string> IgnoreColumns { get; init; } = [];

    /// <summary>The column of example weights, numbers of at least 0. Default null: every row weighs 1.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>The character between fields. Default null: the one of comma, semicolon and tab that the header has most of.</summary>
    public char? Delimiter { get; init; }
}
