namespace MLNetLandscape.Persistence.Mappings;

/// <summary>All scores of a row, and where a block of them starts.</summary>
internal sealed class ScoreBlockInput
{
    [ColumnName(PipelineColumns.ClassScores)]
    public VBuffer<float> Scores { get; set; }

    [ColumnName(PipelineColumns.BlockOffset)]
    public uint Offset { get; set; }
}
