using System.Text.Json;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>The content of a state file.</summary>
internal sealed record SweepState
{
    /// <summary>The version of the shape.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>What the runs belong to: the digest of the data and every setting.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Sweep { get; init; }

    public required IReadOnlyList<SweepRun> Runs { get; init; }
}
