namespace MLNetLandscape.Benchmarks.Growth;

/// <summary>How cost grows along one size.</summary>
/// <param name="Size">What grows: rows, width, depth.</param>
/// <param name="What">What is timed, of which network.</param>
/// <param name="Points">The measurements, by size and then by threads.</param>
internal sealed record GrowthCurve(string Size, string What, IReadOnlyList<GrowthPoint> Points);
