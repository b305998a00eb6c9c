namespace MLNetLandscape.Core.Studies;

/// <summary>Where an interrupted trial left off: bytes of the trial's own format. For the thread that runs the trial.</summary>
public interface ITrialCheckpoint
{
    /// <summary>Whether enough time has passed since the last one that saving pays; false where nothing is kept.</summary>
    bool IsDue { get; }

    /// <summary>The last one saved; null to begin anew.</summary>
    byte[]? Load();

    /// <summary>Keeps one in place of the last.</summary>
    void Save(ReadOnlySpan<byte> content);
}
