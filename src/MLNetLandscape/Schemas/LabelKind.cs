namespace MLNetLandscape.Schemas;

/// <summary>The label of a task: its type, and how a value becomes a target.</summary>
internal abstract class LabelKind
{
    /// <summary>The type in ML.NET's words.</summary>
    public abstract string ExpectedType { get; }

    /// <summary>Whether a column of this type can be the label.</summary>
    public abstract bool Accepts(DataViewType type);

    /// <summary>Reads the current row's target; not-a-number where the label is missing.</summary>
    public abstract Func<float> CreateGetter(DataViewRow row, DataViewSchema.Column column);
}
