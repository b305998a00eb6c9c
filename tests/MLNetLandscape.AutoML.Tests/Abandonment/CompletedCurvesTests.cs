using MLNetLandscape.AutoML.Abandonment;

namespace MLNetLandscape.AutoML.Tests.Abandonment;

public sealed class CompletedCurvesTests
{
    private static readonly MedianStopping Rule = new() { MinimumTrials = 3, MinimumEpochs = 2 };

    [Theory]
    [InlineData(0.5, 0.5, false)] // Running means after two epochs: 0.2, 0.5 and 0.6, so the median is 0.5.
    [InlineData(0.49, 0.49, true)]
    [InlineData(0.51, 0.1, false)] // The best so far counts, not the last.
    public void Compares_the_best_so_far_with_the_median_of_running_means(double first, double second, bool isHopeless)
    {
        CompletedCurves curves = new(Rule);
        curves.Add(0, [0.1, 0.3, 0.9]);
        curves.Add(0, [0.4, 0.6, 0.9]);
        curves.Add(0, [0.6, 0.6, 0.9]);
        Assert.Equal(isHopeless, IsHopeless(curves, 0, [first, second]));
    }

    [Fact]
    public void Takes_the_mean_of_the_middle_two()
    {
        CompletedCurves curves = new(Rule);
        foreach (double level in (double[])[0.125, 0.25, 0.5, 0.875])
        {
            curves.Add(0, [level, level]);
        }

        Assert.True(IsHopeless(curves, 0, [0.374, 0.374]));
        Assert.False(IsHopeless(curves, 0, [0.375, 0.375]));
    }

    [Fact]
    public void Waits_for_enough_trials_and_epochs_and_keeps_folds_apart()
    {
        CompletedCurves curves = new(Rule);
        curves.Add(0, [1, 1]);
        curves.Add(0, [1, 1]);
        Assert.False(IsHopeless(curves, 0, [0, 0]));
        curves.Add(0, [1, 1]);
        Assert.True(IsHopeless(curves, 0, [0, 0]));
        Assert.False(IsHopeless(curves, 0, [0]));
        Assert.False(IsHopeless(curves, 1, [0, 0]));
    }

    [Fact]
    public void Takes_a_trial_that_stopped_early_where_it_stopped()
    {
        CompletedCurves curves = new(Rule);
        curves.Add(0, [0.8]);
        curves.Add(0, [0.8]);
        curves.Add(0, [0.8, 0.8, 0.8]);
        Assert.True(IsHopeless(curves, 0, [0.7, 0.7, 0.7]));
    }

    [Fact]
    public void The_rule_checks_its_figures() => Assert.StartsWith(
        "MinimumTrials must be at least 1, but was 0. To abandon no trial, set Abandonment to null.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new MedianStopping { MinimumTrials = 0 }).Message,
        StringComparison.Ordinal);

    /// <summary>Whether a training with these figures, epoch by epoch, is hopeless after the last.</summary>
    private static bool IsHopeless(CompletedCurves curves, int fold, double[] figures) =>
        curves.Thresholds(fold, figures.Length) is { } thresholds && figures.Max() < thresholds[^1];
}
