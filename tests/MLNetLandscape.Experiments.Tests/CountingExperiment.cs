using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Experiments.Tests;

/// <summary>A small experiment whose trials draw numbers, keep checkpoints, and are interrupted where a test wants it.</summary>
internal sealed class CountingExperiment : Experiment<CountingSettings, CountingResult>
{
    public override string Name => "counting";

    public override string Question => "Do normal numbers have mean 0?";

    public override string Source => "an almanac";

    public override string ExpectedTime => "no time";

    public override int DefaultRuns => 6;

    public override int? DefaultEpochs => 50;

    public override IReadOnlyList<string> Parts => ["even", "odd"];

    /// <summary>Called after every number; a test cancels there.</summary>
    public Action<string, int>? AfterNumber { get; init; }

    /// <summary>Numbers drawn by this object.</summary>
    public int Drawn => drawn;

    private int drawn;

    protected override IEnumerable<PlannedTrial<CountingSettings>> PlanTrials(ExperimentOptions options, ExperimentData data) =>
        Enumerable.Range(0, options.Runs ?? DefaultRuns).Where(run => options.Includes(run % 2 == 0 ? "even" : "odd"))
            .Select(run => new PlannedTrial<CountingSettings>($"run {run}", new CountingSettings(options.Epochs ?? 50), run));

    protected override void Validate(CountingSettings settings)
    {
        if (settings.Count < 1)
        {
            throw new ArgumentException($"Count must be at least 1, but was {settings.Count}.");
        }
    }

    protected override CountingResult Run(CountingSettings settings, TrialContext context)
    {
        (int start, double sum) = context.Checkpoint.Load() is { } saved ? (BitConverter.ToInt32(saved), BitConverter.ToDouble(saved, 4)) : (0, 0.0);
        for (int i = start; i < settings.Count; i++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            RandomSource random = new RandomSource(context.Seed).Split(RandomPurpose.Data, i);
            sum += random.NextNormal();
            context.Checkpoint.Save([.. BitConverter.GetBytes(i + 1), .. BitConverter.GetBytes(sum)]);
            Interlocked.Increment(ref drawn);
            context.Report(i + 1, settings.Count);
            AfterNumber?.Invoke(context.Trial.Key, i + 1);
        }

        return new CountingResult(sum / settings.Count);
    }

    protected override ExperimentReport Summarize(ExperimentOptions options, IReadOnlyList<(CountingSettings Settings, CountingResult Result)> trials) => new()
    {
        Setting = [new("numbers", $"{trials[0].Settings.Count} a run")],
        Claims = [new ClaimReview("The mean is 0.", ClaimVerdict.Undecided, ["It is random."])],
        Tables = [new ReportTable("means", "Means | all", ["Run", "Mean"], [.. trials.Select((trial, i) => (IReadOnlyList<ReportCell>)[i, ReportCell.Number(trial.Result.Mean)])], "A note.")],
        Remarks = ["A remark."],
    };
}
