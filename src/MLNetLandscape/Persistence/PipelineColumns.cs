namespace MLNetLandscape.Persistence;

/// <summary>The names of the columns that a saved pipeline uses for itself and drops. Part of the saved format: they never change.</summary>
internal static class PipelineColumns
{
    /// <summary>What all of them start with, and no column of the data may.</summary>
    public const string Prefix = "__MLNetLandscape.";

    public const string Key = Prefix + "Key";
    public const string Payload = Prefix + "Payload";
    public const string Features = Prefix + "Features";
    public const string Score = Prefix + "Score";
    public const string Scores = Prefix + "Scores";
    public const string Label = Prefix + "Label";
    public const string ClassScores = Prefix + "ClassScores";
    public const string ClassKey = Prefix + "ClassKey";
    public const string ClassValue = Prefix + "ClassValue";
    public const string BlockOffset = Prefix + "BlockOffset";

    /// <summary>The start of the names of single scores.</summary>
    public const string Slot = Prefix + "Slot";
}
