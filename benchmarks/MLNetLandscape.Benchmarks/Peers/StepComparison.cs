using MLNetLandscape.Benchmarks.Cases;
using MLNetLandscape.Benchmarks.Steps;

namespace MLNetLandscape.Benchmarks.Peers;

/// <summary>One case measured on both sides, in alternating rounds.</summary>
internal sealed record StepComparison
{
    /// <summary>The largest relative difference of two losses that counts as the same work: single precision drifts by about 1e-6 a step.</summary>
    public const double Tolerance = 1e-3;

    /// <summary>The case.</summary>
    public required BenchmarkCase Benchmark { get; init; }

    /// <summary>Threads of the managed side.</summary>
    public required int Threads { get; init; }

    /// <summary>Our rounds.</summary>
    public required IReadOnlyList<StepMeasurement> Ours { get; init; }

    /// <summary>The peer's rounds; empty where there is no peer.</summary>
    public required IReadOnlyList<StepMeasurement> Theirs { get; init; }

    /// <summary>The peer's configuration; null where there is no peer.</summary>
    public PeerConfiguration? Configuration { get; init; }

    /// <summary>Our median over rounds, in seconds a step.</summary>
    public double OurMedian => Summary.Median(Ours.Select(m => m.SecondsPerStep));

    /// <summary>The peer's median over rounds, in seconds a step; NaN without a peer.</summary>
    public double TheirMedian => Theirs.Count == 0 ? double.NaN : Summary.Median(Theirs.Select(m => m.SecondsPerStep));

    /// <summary>The ratio of each round: neighbours in time, so that the machine's mood cancels.</summary>
    public IReadOnlyList<double> Ratios => [.. Ours.Zip(Theirs, (ours, theirs) => theirs.SecondsPerStep / ours.SecondsPerStep)];

    /// <summary>Operations a second, in units of 1e9.</summary>
    public double Gigaflops => Benchmark.OperationsPerStep / OurMedian * 1e-9;

    /// <summary>The largest relative difference between the losses of both sides; null where they cannot be compared.</summary>
    public double? LargestDifference =>
        Ours[0].Losses is { } ours && Theirs.Count > 0 && Theirs[0].Losses is { } theirs
            ? ours.Zip(theirs, (a, b) => Math.Abs(a - b) / Math.Max(Math.Abs(b), 1e-12)).Max()
            : null;

    /// <summary>Whether both sides provably did different work.</summary>
    public bool Differs => LargestDifference is { } difference && !(difference <= Tolerance);
}
