namespace MLNetLandscape.Core.Training;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    Completed,

    /// <summary>Early stopping.</summary>
    EarlyStopped,

    /// <summary>A non-finite objective; the last good epoch was kept, or the best where early stopping restores it.</summary>
    Diverged,

    /// <summary>The caller cancelled; the last complete epoch was kept, or the best where early stopping restores it.</summary>
    Cancelled,
}
