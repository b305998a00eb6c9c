namespace MLNetLandscape.Persistence;

/// <summary>A row to train an <see cref="IdentityPredictor"/> on; it has a label for each task.</summary>
internal sealed class IdentityRow
{
    [ColumnName(PipelineColumns.Scores)]
    public VBuffer<float> Scores { get; set; }

    /// <summary>From 0: ML.NET counts a key from 1 in a view, and from 0 in an object.</summary>
    [ColumnName(PipelineColumns.Label)]
    public uint Class { get; set; }

    [ColumnName(PipelineColumns.Label + ".Boolean")]
    public bool Flag { get; set; } = true;

    [ColumnName(PipelineColumns.Label + ".Single")]
    public float Number { get; set; } = 1;
}
