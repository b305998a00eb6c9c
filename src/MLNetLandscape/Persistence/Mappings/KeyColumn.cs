namespace MLNetLandscape.Persistence.Mappings;

/// <summary>The constant by which a saved pipeline looks up what it carries.</summary>
internal sealed class KeyColumn
{
    [ColumnName(PipelineColumns.Key)]
    public uint Key { get; set; }
}
