namespace MLNetLandscape.Experiments.Reports;

/// <summary>The time of an experiment in words, and of how much of it.</summary>
internal static class RunTime
{
    /// <summary>For example "5 min", or "5 min for 23 of 30 trials; the others were done before".</summary>
    public static string Of(ExperimentResult result) => result.TakenUp == 0
        ? TimeText.Of(result.Elapsed)
        : $"{TimeText.Of(result.Elapsed)} for {result.Trials.Count - result.TakenUp} of {CountText.Of(result.Trials.Count, "trial")}; the others were done before";
}
