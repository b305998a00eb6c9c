namespace MLNetLandscape.Benchmarks.Steps;

/// <summary>Robust figures of repeated measurements.</summary>
internal static class Summary
{
    /// <summary>The median; of an even number, the mean of the middle two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Seconds as people read them: us below a millisecond, ms below a second.</summary>
    public static string Time(double seconds) => seconds switch
    {
        < 1e-3 => $"{seconds * 1e6:0.0} us",
        < 1 => $"{seconds * 1e3:0.00} ms",
        _ => $"{seconds:0.00} s",
    };
}
