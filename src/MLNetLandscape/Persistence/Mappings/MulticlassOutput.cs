namespace MLNetLandscape.Persistence.Mappings;

/// <summary>A multiclass network's scores and predicted key, which further steps turn into columns of a known size and with key values.</summary>
internal sealed class MulticlassOutput
{
    [ColumnName(PipelineColumns.ClassScores)]
    public VBuffer<float> Scores { get; set; }

    [ColumnName(PipelineColumns.ClassKey)]
    public uint Key { get; set; }
}
