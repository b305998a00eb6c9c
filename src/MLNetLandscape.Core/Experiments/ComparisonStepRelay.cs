using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Core.Experiments;

/// <summary>Passes the steps of a study's trials on as epochs of a comparison's trainings, on the thread that trains.</summary>
internal sealed class ComparisonStepRelay(IProgress<ComparisonProgress> target, ComparisonOptions options) : IProgress<StudyProgress>
{
    private readonly Dictionary<string, (ComparisonArm Arm, int Run)> trainings = Enumerable.Range(1, options.Runs)
        .SelectMany(run => Enum.GetValues<ComparisonArm>().Select(arm => (arm, run)))
        .ToDictionary(training => Comparison.KeyOf(training.arm, training.run));

    /// <inheritdoc/>
    public void Report(StudyProgress value)
    {
        if (value.Latest is { } step)
        {
            (ComparisonArm arm, int run) = trainings[step.Key];
            target.Report(new ComparisonProgress(arm, run, (int)step.Completed, (int)step.Total));
        }
    }
}
