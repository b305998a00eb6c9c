using MLNetLandscape.Core.Statistics;

namespace MLNetLandscape.Core.Experiments;

/// <summary>All runs of one arm.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Runs">Its runs, in order.</param>
public sealed record ComparisonArmResult(ComparisonArm Arm, IReadOnlyList<ComparisonRun> Runs)
{
    /// <summary>The confidence of <see cref="MeanBestAccuracy"/>, as in the article.</summary>
    public const double Confidence = 0.9;

    /// <summary>The best validation accuracies of the runs that completed an epoch.</summary>
    public IReadOnlyList<double> BestAccuracies => [.. Runs.Where(run => run.BestAccuracy.HasValue).Select(run => run.BestAccuracy!.Value)];

    /// <summary>Their mean; NaN without any.</summary>
    public double MeanBestAccuracy => BestAccuracies.Count == 0 ? double.NaN : BestAccuracies.Average();

    /// <summary>Their mean's interval by Student's t; null for fewer than two.</summary>
    public MeanInterval? Interval => BestAccuracies.Count < 2 ? null : MeanInterval.Of([.. BestAccuracies], Confidence);
}
