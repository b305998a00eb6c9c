namespace MLNetLandscape.Core.Statistics;

/// <summary>The rank test of Mann and Whitney (1947): does one sample tend to be larger than another?</summary>
public static class MannWhitneyU
{
    /// <summary>Compares two samples.</summary>
    /// <exception cref="ArgumentException">A sample is empty or holds NaN.</exception>
    public static MannWhitneyResult Test(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, MannWhitneyMethod method = MannWhitneyMethod.Automatic) =>
        throw new NotImplementedException();
}
