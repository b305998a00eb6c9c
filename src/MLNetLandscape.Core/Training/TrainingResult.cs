namespace MLNetLandscape.Core.Training;

/// <summary>How training went; the trained parameters are in the engine.</summary>
public sealed record TrainingResult
{
    /// <summary>One record an epoch.</summary>
    public required IReadOnlyList<EpochRecord> History { get; init; }

    /// <summary>Why it ended.</summary>
    public required StopReason Reason { get; init; }

    /// <summary>For a divergence: what happened, the likely cause and the remedy; for a watched scale that only seemed to vanish, the same. Null otherwise.</summary>
    public string? Message { get; init; }

    /// <summary>The best epoch by the monitored figure, from 1; 0 if no epoch was completed.</summary>
    /// <remarks>
    /// The figure is early stopping's; without early stopping the validation loss; without validation data the objective on the training
    /// data, or else the running objective.
    /// </remarks>
    public required int BestEpoch { get; init; }

    /// <summary>The epoch whose parameters the engine holds now, from 1; 0 for the parameters that training started from.</summary>
    public required int KeptEpoch { get; init; }
}
