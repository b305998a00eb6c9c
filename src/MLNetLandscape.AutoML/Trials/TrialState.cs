using System.Text.Json;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>The content of a search's state file.</summary>
internal sealed record TrialState
{
    /// <summary>The version of the shape.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>What the trials belong to: the digest of the data, the metric, and how trials are run.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Search { get; init; }

    public required IReadOnlyList<KeptTrial> Trials { get; init; }
}
