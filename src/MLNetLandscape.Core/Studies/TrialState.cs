namespace MLNetLandscape.Core.Studies;

/// <summary>Where a trial stands. The last three are final.</summary>
public enum TrialState
{
    /// <summary>It waits for a free core.</summary>
    Queued,

    /// <summary>It is being computed.</summary>
    Running,

    /// <summary>It has a result.</summary>
    Done,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>The study was cancelled before it had a result.</summary>
    Cancelled,
}
