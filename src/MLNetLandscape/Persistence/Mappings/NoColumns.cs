namespace MLNetLandscape.Persistence.Mappings;

/// <summary>A mapping's input that reads nothing.</summary>
internal sealed class NoColumns
{
}
