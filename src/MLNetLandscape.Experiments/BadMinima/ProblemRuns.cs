namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>All runs of one problem by one method, judged.</summary>
internal sealed class ProblemRuns
{
    /// <summary>The share of the way from the best loss to that of zero outputs that still counts as the best.</summary>
    private const double Tolerance = 0.01;

    public ProblemRuns(MinimumProblem problem, MinimumOptimizer optimizer, double best, IReadOnlyList<MinimumTrialResult> runs)
    {
        (Problem, Optimizer, Best, Runs) = (problem, optimizer, best, runs);
        Margin = Tolerance * Math.Max(runs[0].ZeroLoss - best, 1e-3);
    }

    public MinimumProblem Problem { get; }

    public MinimumOptimizer Optimizer { get; }

    /// <summary>The least base loss: the proven bound where it can be reached, else what any descent of the problem has found.</summary>
    public double Best { get; }

    /// <summary>How far above the best counts as there.</summary>
    public double Margin { get; }

    public IReadOnlyList<MinimumTrialResult> Runs { get; }

    /// <summary>The plain network's ends.</summary>
    public IEnumerable<MinimumEnd> Plain => Runs.Select(run => run.Ends[0]);

    /// <summary>Runs whose plain network is not at the best loss.</summary>
    public IReadOnlyList<MinimumTrialResult> Stuck => [.. Runs.Where(run => OutcomeOf(run.Ends[0]) != EscapeOutcome.Solved)];

    public EscapeOutcome OutcomeOf(MinimumEnd end) => end.OutcomeOf(Best, Margin);

    /// <summary>The ends of an arm from one kind of start; from the plain end, only of runs that were stuck there.</summary>
    public IReadOnlyList<MinimumEnd> Ends(MinimumArm arm, bool fromPlainEnd) =>
        [.. (fromPlainEnd ? Stuck : Runs).SelectMany(run => run.Ends.Where(end => end.Arm == arm && end.FromPlainEnd == fromPlainEnd))];

    /// <summary>How many ends have an outcome.</summary>
    public int Count(IEnumerable<MinimumEnd> ends, EscapeOutcome outcome) => ends.Count(end => OutcomeOf(end) == outcome);
}
