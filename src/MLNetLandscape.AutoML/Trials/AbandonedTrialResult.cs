namespace MLNetLandscape.AutoML.Trials;

/// <summary>The result of a trial that was abandoned. It has no model, and its metric is NaN.</summary>
/// <remarks>
/// Its loss is the worst of any completed trial, so that it is never the best trial, and a tuner learns to stay away from it: an infinite loss, as a
/// failed trial has, would ruin a tuner's model of the losses.
/// </remarks>
public sealed class AbandonedTrialResult : TrialResult
{
    /// <summary>The fold in which it happened, from 1.</summary>
    public required int Fold { get; init; }

    /// <summary>The epoch after which it happened, from 1.</summary>
    public required int Epoch { get; init; }
}
