namespace MLNetLandscape.AutoML.Monitoring;

/// <summary>How a trial ended.</summary>
public enum TrialEnd
{
    /// <summary>It ran to its end and was evaluated.</summary>
    Completed,

    /// <summary>It was hopeless beside its predecessors, and stopped.</summary>
    Abandoned,

    /// <summary>It threw an exception.</summary>
    Failed,
}
