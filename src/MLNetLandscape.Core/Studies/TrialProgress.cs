namespace MLNetLandscape.Core.Studies;

/// <summary>How far a running trial is.</summary>
/// <param name="Key">The trial.</param>
/// <param name="Completed">Steps of its own counting that are done, such as epochs.</param>
/// <param name="Total">All of them.</param>
public readonly record struct TrialProgress(string Key, long Completed, long Total);
