using System.Globalization;

namespace MLNetLandscape.Core.Experiments;

/// <summary>A comparison in words: what it shows, and what it does not.</summary>
/// <param name="Kind">How it came out.</param>
/// <param name="Headline">One or two sentences.</param>
/// <param name="Remarks">What a careful reader should add.</param>
public sealed record ComparisonVerdict(VerdictKind Kind, string Headline, IReadOnlyList<string> Remarks)
{
    /// <summary>The two-sided level below which a difference is called shown: the field's convention, not a law.</summary>
    public const double Level = 0.05;

    /// <summary>The verdict on a comparison.</summary>
    public static ComparisonVerdict On(ComparisonResult result)
    {
        (VerdictKind kind, string headline) = Judge(result);
        return new ComparisonVerdict(kind, headline, ComparisonRemarks.On(result));
    }

    private static (VerdictKind Kind, string Headline) Judge(ComparisonResult result)
    {
        int runs = result.Options.Runs;
        if (result.Test is not { } test)
        {
            int broken = result.AllRuns.Count(run => run.BestAccuracy is null);
            return (VerdictKind.Incomplete, $"No verdict: {broken} of {2 * runs} trainings broke down in their first epoch and have no accuracy to compare.");
        }

        double smallest = MannWhitneyReach.SmallestTwoSidedP(runs, runs);
        if (smallest >= Level)
        {
            return (VerdictKind.TooFewRuns, TooFew(runs, smallest));
        }

        string p = Probability(test.TwoSidedP);
        return test.TwoSidedP < Level
            ? (VerdictKind.DifferenceShown, Difference(result, p))
            : (VerdictKind.NoDifferenceShown, NoDifference(runs, p));
    }

    private static string TooFew(int runs, double smallest) => string.Create(CultureInfo.InvariantCulture,
        $"Nothing can be shown with {Count(runs, "run")} per arm: the smallest two-sided p that they allow is {Probability(smallest)}. Take at least {MannWhitneyReach.FewestRuns(Level)} runs; 10 or more show moderate differences.");

    private static string Difference(ComparisonResult result, string p)
    {
        double plain = result.Plain.MeanBestAccuracy, neuron = result.WithNeuron.MeanBestAccuracy;
        return string.Create(CultureInfo.InvariantCulture,
            $"A difference is shown: with the neuron the best validation accuracies are {(neuron > plain ? "higher" : "lower")} (p = {p}; on average {neuron:F4} against {plain:F4}). It holds for this data, this network and these settings; it says nothing about others.");
    }

    private static string NoDifference(int runs, string p)
    {
        int pairs = runs * runs, critical = MannWhitneyReach.CriticalU(runs, runs, Level);
        string size = runs < 10 ? "only large" : "only sizeable";
        return $"No difference is shown: p = {p}. That does not show that there is none: {runs} runs per arm can show {size} differences (p < 0.05 needs {pairs - critical} of the {pairs} pairs of runs, one from each arm, to favour the same arm).";
    }

    /// <summary>A probability with as many digits as it deserves.</summary>
    internal static string Probability(double p) => p switch
    {
        < 0.0001 => "less than 0.0001",
        < 0.01 => p.ToString("0.0000", CultureInfo.InvariantCulture),
        < 0.1 => p.ToString("0.000", CultureInfo.InvariantCulture),
        _ => p.ToString("0.00", CultureInfo.InvariantCulture),
    };

    private static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";
}
