namespace MLNetLandscape.Core.Training;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    Completed,

    /// <summary>Early stopping.</summary>
    EarlyStopped,

    /// <summary>A non-finite objective; the last good epoch was kept.</summary>
    Diverged,

    /// <summary>The caller cancelled; the last complete epoch was kept.</summary>
    Cancelled,
}
