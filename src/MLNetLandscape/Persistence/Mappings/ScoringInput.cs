namespace MLNetLandscape.Persistence.Mappings;

/// <summary>What a saved network needs to score a row.</summary>
internal sealed class ScoringInput
{
    [ColumnName(PipelineColumns.Features)]
    public VBuffer<float> Features { get; set; }

    [ColumnName(PipelineColumns.Payload)]
    public ReadOnlyMemory<char> Payload { get; set; }
}
