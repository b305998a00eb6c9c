using System.Text.Json;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Training;

/// <summary>A training's history in the shape of its JSON, for reports and other programs.</summary>
/// <remarks>
/// <para>The JSON object, stable within a <see cref="Version"/>: <c>version</c>, <c>reason</c> ("completed", "early_stopped", "diverged",
/// "cancelled"), <c>message</c> (text or null), <c>bestEpoch</c>, <c>keptEpoch</c>, and <c>epochs</c>, an array with one object an epoch: <c>epoch</c>,
/// <c>learningRate</c>, <c>runningObjective</c>, <c>training</c> and <c>validation</c> (null, or an object with <c>objective</c>,
/// <c>loss</c>, <c>baseLoss</c>, <c>metric</c>, <c>rows</c> and <c>neuron</c>: null, or <c>scale</c>, <c>bias</c>, <c>weightNorm</c>,
/// <c>largestTerm</c>, <c>clampedExponents</c>), and <c>elapsed</c> ("hh:mm:ss.fffffff").</para>
/// <para>Numbers are written so that reading gives back the same bits; NaN and infinities are the strings "NaN", "Infinity", "-Infinity".</para>
/// </remarks>
public sealed record TrainingHistory
{
    /// <summary>The version of the shape.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Why training ended.</summary>
    public required StopReason Reason { get; init; }

    /// <summary>For a divergence, or a watched scale that only seemed to vanish: what happened. Null otherwise.</summary>
    public string? Message { get; init; }

    /// <summary>The best epoch by the monitored figure, from 1; 0 if none was completed.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>The epoch whose parameters were kept, from 1; 0 for the starting parameters.</summary>
    public required int KeptEpoch { get; init; }

    /// <summary>One record an epoch.</summary>
    public required IReadOnlyList<EpochRecord> Epochs { get; init; }

    /// <summary>The history of a result.</summary>
    public static TrainingHistory Of(TrainingResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new TrainingHistory
        {
            Reason = result.Reason,
            Message = result.Message,
            BestEpoch = result.BestEpoch,
            KeptEpoch = result.KeptEpoch,
            Epochs = result.History,
        };
    }

    /// <summary>The history as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonFormat.Indented);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not such JSON.</exception>
    public static TrainingHistory FromJson(string json) =>
        JsonSerializer.Deserialize<TrainingHistory>(json, JsonFormat.Indented) ?? throw new JsonException("The history is null.");
}
