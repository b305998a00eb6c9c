using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>Where plain gradient descent gets stuck, what do the exponential neuron and its relatives do?</summary>
public sealed class BadMinimaExperiment : Experiment<MinimumTrialSettings, MinimumTrialResult>
{
    /// <inheritdoc/>
    public override string Name => "bad-minima";

    /// <inheritdoc/>
    public override string Question => "Where plain gradient descent gets stuck, do the exponential neuron and its relatives escape, or do they only seem to?";

    /// <inheritdoc/>
    public override string Source =>
        "Liang, Sun, Lee, Srikant, arXiv:1805.08671; Kawaguchi, Kaelbling, arXiv:1901.00279; Sohl-Dickstein, Kawaguchi, arXiv:1901.03909; Auer, Herbster, Warmuth, NIPS 1995";

    /// <inheritdoc/>
    public override string ExpectedTime => "2 minutes on 2 cores (4 minutes of processor time); --quick 5 seconds";

    /// <inheritdoc/>
    public override int DefaultRuns => 20;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parts => [.. MinimumProblems.All.Select(problem => problem.Name)];

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, int Value, int Least)> LimitsOf(MinimumTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [("Steps", settings.Steps, 1)];
    }

    /// <inheritdoc/>
    protected override void Validate(MinimumTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        MinimumProblems.Find(settings.Problem);
        base.Validate(settings);
    }

    /// <inheritdoc/>
    protected override double CostOf(MinimumTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Steps * ((2.0 * MinimumProblems.Find(settings.Problem).Arms.Count) + 1);
    }

    /// <inheritdoc/>
    protected override IEnumerable<PlannedTrial<MinimumTrialSettings>> PlanTrials(ExperimentOptions options, ExperimentData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        int runs = options.Runs ?? (options.Quick ? 4 : DefaultRuns);
        foreach (MinimumProblem problem in MinimumProblems.All.Where(problem => options.Includes(problem.Name)))
        {
            foreach (MinimumOptimizer optimizer in Enum.GetValues<MinimumOptimizer>())
            {
                for (int run = 0; run < runs; run++)
                {
                    MinimumTrialSettings settings = new()
                    {
                        Problem = problem.Name,
                        Optimizer = optimizer,
                        Steps = options.Quick ? 2_000 : optimizer == MinimumOptimizer.Adam ? 20_000 : 50_000,
                        Traces = run == 0,
                    };

                    // Both methods start from the same points.
                    yield return new($"{problem.Name} {optimizer} {run}", settings, run);
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override MinimumTrialResult Run(MinimumTrialSettings settings, TrialContext context) => new MinimumTrial(settings, context).Run();

    /// <inheritdoc/>
    protected override ExperimentReport Summarize(ExperimentOptions options, IReadOnlyList<(MinimumTrialSettings Settings, MinimumTrialResult Result)> trials) =>
        new BadMinimaSummary(trials).Report();
}
