using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Tests.Sweeps;

/// <summary>A sweep of a dozen trainings.</summary>
internal static class SweepFixture
{
    public static RegularizationSweepOptions Small { get; } = new() { Lambdas = [0.01, 0.1, 1], Seeds = [1, 2, 3], Threads = 1 };

    public static RegularizationSweepResult Run(
        RegularizationSweepOptions options, NetworkTrainerOptions? network = null, IProgress<SweepProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        MLContext context = new(1);
        return context.Landscape().SweepLambda(SampleData.View(context), network ?? SampleData.Binary, options, null, progress, cancellationToken);
    }

    /// <summary>The result as JSON with all durations set to zero, the one thing that does not repeat.</summary>
    public static string Figures(RegularizationSweepResult result) =>
        (result with { Runs = [.. result.Runs.Select(run => run with { Elapsed = default })] }).ToJson();
}
