namespace MLNetLandscape.Persistence.Mappings;

/// <summary>Eight scores as scalars, of which ML.NET can build a vector of known size.</summary>
internal sealed class ScoreBlock
{
    /// <summary>Scores of a block.</summary>
    public const int Length = 8;

    [ColumnName(PipelineColumns.Slot + "0")]
    public float Slot0 { get; set; }

    [ColumnName(PipelineColumns.Slot + "1")]
    public float Slot1 { get; set; }

    [ColumnName(PipelineColumns.Slot + "2")]
    public float Slot2 { get; set; }

    [ColumnName(PipelineColumns.Slot + "3")]
    public float Slot3 { get; set; }

    [ColumnName(PipelineColumns.Slot + "4")]
    public float Slot4 { get; set; }

    [ColumnName(PipelineColumns.Slot + "5")]
    public float Slot5 { get; set; }

    [ColumnName(PipelineColumns.Slot + "6")]
    public float Slot6 { get; set; }

    [ColumnName(PipelineColumns.Slot + "7")]
    public float Slot7 { get; set; }
}
