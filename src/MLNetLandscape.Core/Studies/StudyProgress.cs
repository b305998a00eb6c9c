namespace MLNetLandscape.Core.Studies;

/// <summary>How far a study is.</summary>
public sealed record StudyProgress
{
    /// <summary>All trials.</summary>
    public required int Total { get; init; }

    /// <summary>Trials with a result, those of an earlier run of the same study included.</summary>
    public int Done { get; init; }

    /// <summary>Trials that ended with an error.</summary>
    public int Failed { get; init; }

    /// <summary>Trials that are being computed.</summary>
    public int Running { get; init; }

    /// <summary>Trials that a cancelled study has left without a result.</summary>
    public int Cancelled { get; init; }

    /// <summary>Trials that wait.</summary>
    public int Queued => Total - Done - Failed - Running - Cancelled;

    /// <summary>What a running trial has just reported; null where this tells of a trial's start or end, or of all of them.</summary>
    public TrialProgress? Latest { get; init; }
}
