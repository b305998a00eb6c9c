namespace MLNetLandscape.Core.Experiments;

/// <summary>One training of a comparison, as a trial's settings.</summary>
/// <param name="Options">The comparison; its runs and threads do not matter here, and stand at 1.</param>
/// <param name="Arm">The arm.</param>
/// <param name="Run">The run, from 1.</param>
internal sealed record ComparisonTrialSettings(ComparisonOptions Options, ComparisonArm Arm, int Run)
{
    /// <summary>What the result of one training depends on.</summary>
    public static ComparisonTrialSettings Of(ComparisonOptions options, ComparisonArm arm, int run) => new(
        options with { Runs = 1, Threads = 1, Training = options.Training with { CheckpointPath = null, EvaluateTrainingData = true } }, arm, run);
}
