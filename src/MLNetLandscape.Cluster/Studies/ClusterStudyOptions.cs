namespace MLNetLandscape.Cluster.Studies;

/// <summary>How studies are run on a cluster.</summary>
public sealed record ClusterStudyOptions
{
    // Beyond some weeks a timer refuses, and that would be after the study was submitted.
    private static readonly TimeSpan LongestPoll = TimeSpan.FromDays(1);

    /// <summary>What cancelling the wait does: true leaves the study to its workers, and running it again attaches to it; false, the default, cancels it.</summary>
    public bool Detaches { get; init; }

    /// <summary>Workers that may end over a trial, without a checkpoint between, before it fails; at least 1, 5 by default.</summary>
    public int MostLosses { get; init; } = 5;

    /// <summary>The time between looks at the study, positive and at most a day; 0.5 seconds by default.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The version whose workers run it.</summary>
    public string Program { get; init; } = ProgramVersion.Current;

    internal void ThrowIfInvalid()
    {
        if (MostLosses < 1)
        {
            throw new ArgumentException($"MostLosses must be at least 1, but was {MostLosses}. 1 fails a trial as soon as its worker has ended over it.");
        }

        if (Poll <= TimeSpan.Zero || Poll > LongestPoll)
        {
            throw new ArgumentException($"Poll must be positive and at most {LongestPoll}, but was {Poll}. It is the time between looks at the study.");
        }
    }
}
