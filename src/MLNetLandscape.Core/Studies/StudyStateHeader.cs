namespace MLNetLandscape.Core.Studies;

/// <summary>Which study a state folder belongs to, and what each of its trials was when it was first seen.</summary>
internal sealed record StudyStateHeader
{
    /// <summary>The version of the folder's layout that this version writes and reads.</summary>
    public const int CurrentVersion = 2;

    /// <summary>The version of the folder's layout.</summary>
    public required int Version { get; init; }

    /// <summary>The study's name.</summary>
    public required string Name { get; init; }

    /// <summary>The fingerprint of each trial, by its key.</summary>
    public required Dictionary<string, ContentHash> Trials { get; init; }
}
