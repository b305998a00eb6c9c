namespace MLNetLandscape.Persistence;

/// <summary>The names of the columns that a saved pipeline uses for itself and drops. Part of the saved format: they never change.</summary>
internal static class PipelineColumns
{
    public const string Key = "__MLNetLandscape.Key";
    public const string Payload = "__MLNetLandscape.Payload";
    public const string Features = "__MLNetLandscape.Features";
    public const string Score = "__MLNetLandscape.Score";
    public const string Scores = "__MLNetLandscape.Scores";
    public const string Label = "__MLNetLandscape.Label";
    public const string ClassScores = "__MLNetLandscape.ClassScores";
    public const string ClassKey = "__MLNetLandscape.ClassKey";
    public const string ClassValue = "__MLNetLandscape.ClassValue";
    public const string BlockOffset = "__MLNetLandscape.BlockOffset";

    /// <summary>The start of the names of single scores.</summary>
    public const string Slot = "__MLNetLandscape.Slot";
}
