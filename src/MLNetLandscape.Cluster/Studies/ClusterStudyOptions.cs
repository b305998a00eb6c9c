namespace MLNetLandscape.Cluster.Studies;

/// <summary>How studies are run on a cluster.</summary>
public sealed record ClusterStudyOptions
{
    /// <summary>What cancelling the wait does: true leaves the study to its workers, and running it again attaches to it; false, the default, cancels it.</summary>
    public bool Detaches { get; init; }

    /// <summary>Workers that may end over a trial, without a checkpoint between, before it fails; at least 1, 5 by default.</summary>
    public int MostLosses { get; init; } = 5;

    /// <summary>The time between looks at the study; 0.5 seconds by default.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The version whose workers run it.</summary>
    public string Program { get; init; } = ProgramVersion.Current;
}
