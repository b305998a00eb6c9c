using System.Text.Json;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>A trial that ended, as a state file keeps it.</summary>
internal sealed record KeptTrial
{
    public required int TrialId { get; init; }

    /// <summary>All that decides the trial: <see cref="TrialIdentity"/>.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Settings { get; init; }

    /// <summary>The metric; null for an abandoned trial.</summary>
    public double? Metric { get; init; }

    /// <summary>What the tuner was told; null for an abandoned trial, whose loss is the worst before it.</summary>
    public double? Loss { get; init; }

    /// <summary>Whether it was better than all before it; its model then lies beside the file.</summary>
    public bool IsRecord { get; init; }

    /// <summary>How long it took, which some tuners weigh.</summary>
    public required double DurationInMilliseconds { get; init; }

    /// <summary>The figures of each fold, epoch by epoch.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Curves { get; init; }
}
