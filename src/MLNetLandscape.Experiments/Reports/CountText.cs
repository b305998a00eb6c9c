namespace MLNetLandscape.Experiments.Reports;

/// <summary>Numbers of things as people say them.</summary>
public static class CountText
{
    /// <summary>For example "1 run" and "2 runs".</summary>
    /// <param name="number">How many.</param>
    /// <param name="thing">One of them.</param>
    public static string Of(long number, string thing) => FormattableString.Invariant($"{number} {thing}{(number == 1 ? "" : "s")}");
}
