namespace MLNetLandscape.Core.Training;

/// <summary>The JSON header of a checkpoint.</summary>
internal sealed record CheckpointHeader
{
    /// <summary>What tells the training from others, in order.</summary>
    public required IReadOnlyList<FingerprintEntry> Fingerprint { get; init; }

    /// <summary>Bytes of the loop's state, JSON, first in the payload.</summary>
    public required int StateLength { get; init; }

    /// <summary>Bytes of the engine's state, second.</summary>
    public required int EngineLength { get; init; }

    /// <summary>Bytes of the best epoch's snapshot, last; 0 without.</summary>
    public required int BestLength { get; init; }
}
