using System.Text.Json;

namespace MLNetLandscape.AutoML.Monitoring;

/// <summary>One trial of an experiment.</summary>
public sealed record TrialRecord
{
    /// <summary>Its number, from 0.</summary>
    public required int TrialId { get; init; }

    /// <summary>How it ended.</summary>
    public required TrialEnd Outcome { get; init; }

    /// <summary>The experiment's metric; null if it was not evaluated.</summary>
    public double? Metric { get; init; }

    /// <summary>What the tuner minimises: the metric, or its negative where higher is better; null if it was not evaluated.</summary>
    public double? Loss { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The sampled settings by name; where several steps of a pipeline have one of the same name, all but the first carry the step's.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Parameters { get; init; }

    /// <summary>Why it was abandoned or failed; null otherwise.</summary>
    public string? Message { get; init; }
}
