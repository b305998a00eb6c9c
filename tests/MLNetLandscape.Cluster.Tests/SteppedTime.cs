namespace MLNetLandscape.Cluster.Tests;

/// <summary>A clock that stands still until it is told.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private long timestamp = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref timestamp);

    public void Advance(TimeSpan span) => Interlocked.Add(ref timestamp, span.Ticks);
}
