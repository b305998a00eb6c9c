namespace MLNetLandscape.Experiments;

/// <summary>A finished experiment.</summary>
public sealed record ExperimentResult
{
    /// <summary>Which one.</summary>
    public required IExperiment Experiment { get; init; }

    /// <summary>What was asked for.</summary>
    public required ExperimentOptions Options { get; init; }

    /// <summary>What it found.</summary>
    public required ExperimentReport Report { get; init; }

    /// <summary>Every trial, in the order of the plan.</summary>
    public required IReadOnlyList<TrialResult> Trials { get; init; }

    /// <summary>Trials whose results an earlier, interrupted run had left: those that <see cref="Elapsed"/> does not cover.</summary>
    public int TakenUp { get; init; }

    /// <summary>How long it took, this time: less where an interrupted one was gone on with. Not part of what repeats.</summary>
    public required TimeSpan Elapsed { get; init; }
}
