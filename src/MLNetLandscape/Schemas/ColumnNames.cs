namespace MLNetLandscape.Schemas;

/// <summary>The names of the columns that a trainer reads.</summary>
/// <param name="Label">The label.</param>
/// <param name="Features">The features.</param>
/// <param name="Weight">The example weight; null for none.</param>
public sealed record ColumnNames(string Label, string Features, string? Weight);
