using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments;

/// <summary>A trial before it has a seed.</summary>
/// <typeparam name="TSettings">What a trial is told.</typeparam>
/// <param name="Key">Its key within the experiment.</param>
/// <param name="Settings">What it is told.</param>
/// <param name="Stream">Trials of equal streams have equal seeds, as arms of one comparison must; null takes the trial's number.</param>
/// <param name="Data">The data that it reads; null for none.</param>
public sealed record PlannedTrial<TSettings>(
    string Key, TSettings Settings, long? Stream = null, IReadOnlyDictionary<string, ContentHash>? Data = null);
