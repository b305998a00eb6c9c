namespace MLNetLandscape.Core.Studies;

/// <summary>Which study a state folder belongs to.</summary>
internal sealed record StudyStateHeader(int Version, string Name, ContentHash Fingerprint)
{
    /// <summary>The version of the folder's layout.</summary>
    public const int CurrentVersion = 1;
}
