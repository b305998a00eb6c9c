using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Studies;

/// <summary>A study of a cluster at a glance; reading it costs the same for any number of trials.</summary>
public sealed record StudySummary
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>How many trials are where.</summary>
    public required StudyProgress Progress { get; init; }

    /// <summary>The version that submitted it and whose workers run it.</summary>
    public required string Program { get; init; }

    /// <summary>The fingerprint of its trials.</summary>
    public required ContentHash Fingerprint { get; init; }

    /// <summary>Whether it was cancelled.</summary>
    public required bool IsCancelled { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset Submitted { get; init; }

    /// <summary>Living workers of its version.</summary>
    public required int Workers { get; init; }

    /// <summary>Whether no trial waits or runs.</summary>
    public bool IsOver => Progress.Queued == 0 && Progress.Running == 0;

    /// <summary>The state in a word or two.</summary>
    public string State => this switch
    {
        { IsOver: true, IsCancelled: true } => "cancelled",
        { IsOver: true, Progress.Failed: > 0 } => "ended with failures",
        { IsOver: true } => "done",
        { IsCancelled: true } => "stopping",
        { Progress.Running: > 0 } => "running",
        { Workers: 0 } => "waiting for workers",
        _ => "queued",
    };
}
