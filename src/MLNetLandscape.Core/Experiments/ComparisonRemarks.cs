using System.Globalization;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Experiments;

/// <summary>What belongs beside a comparison's headline: sizes, caveats and incidents.</summary>
internal static class ComparisonRemarks
{
    /// <summary>The base loss of the neuron's arm, over the plain arm's, from which the neuron is said to carry the fit.</summary>
    private const double NoteworthyRatio = 2;

    /// <summary>Diverged trainings that are named one by one.</summary>
    private const int MostNamed = 4;

    /// <summary>All remarks on a comparison.</summary>
    public static IReadOnlyList<string> On(ComparisonResult result) =>
        [.. new[] { Size(result), Discord(result), Optimism(result), Scale(result), BaseLoss(result), Divergence(result), Clamping(result) }.OfType<string>()];

    private static string? Size(ComparisonResult result)
    {
        if (result.DifferenceInterval is not { } interval)
        {
            return null;
        }

        if (result.Differences.All(difference => difference == 0))
        {
            return "Run by run on the same split, both arms reach exactly the same best accuracy.";
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"Run by run on the same split, the neuron changes the best accuracy by {100 * interval.Mean:+0.00;-0.00;0.00} percentage points on average (90 % interval {100 * interval.Lower:+0.00;-0.00;0.00} to {100 * interval.Upper:+0.00;-0.00;0.00}); one validation row is {100.0 / result.Plain.Runs[0].ValidationRows:0.00} points.");
    }

    /// <summary>The interval uses that the arms share splits and the test does not, so they need not agree.</summary>
    private static string? Discord(ComparisonResult result) =>
        result.DifferenceInterval is { Lower: { } lower, Upper: { } upper } && (lower > 0 || upper < 0) && result.Test?.TwoSidedP >= ComparisonVerdict.Level
            ? "That interval leaves out zero although the test shows nothing: it pairs the runs, assumes a normal distribution and has a lower confidence. It is a hint to take more runs, not a finding."
            : null;

    private static string? Optimism(ComparisonResult result) => result.Test is null
        ? null
        : $"A best-epoch accuracy is optimistic: the best of {result.Options.Training.Epochs} epochs is chosen on the same {result.Plain.Runs[0].ValidationRows} rows that it is measured on. It compares the arms, which profit alike; it does not estimate the accuracy on new data.";

    private static string? Scale(ComparisonResult result)
    {
        NeuronTrace[] traces = [.. result.WithNeuron.Runs.Select(run => run.Final?.Training?.Neuron).OfType<NeuronTrace>()];
        if (traces.Length == 0)
        {
            return null;
        }

        double low = traces.Min(trace => Math.Abs(trace.Scale)), high = traces.Max(trace => Math.Abs(trace.Scale));
        return string.Create(CultureInfo.InvariantCulture,
            $"At the end |a| lies between {low:G3} and {high:G3}, and the neuron adds at most {traces.Max(trace => trace.LargestTerm):G3} to an output on the training rows. A small |a| alone certifies nothing: a can vanish while b and ||w|| diverge.");
    }

    private static string? BaseLoss(ComparisonResult result)
    {
        double plain = MeanBaseLoss(result.Plain), neuron = MeanBaseLoss(result.WithNeuron);
        return neuron > NoteworthyRatio * plain
            ? string.Create(CultureInfo.InvariantCulture,
                $"Stripped of the neuron, the networks trained with it have a mean training loss L of {neuron:G3} against {plain:G3} in the plain arm: the neuron, not the network, carries part of the fit.")
            : null;
    }

    private static double MeanBaseLoss(ComparisonArmResult arm) =>
        arm.Runs.Select(run => run.Final?.Training?.BaseLoss ?? double.NaN).Average();

    private static string? Divergence(ComparisonResult result)
    {
        ComparisonRun[] diverged = [.. result.AllRuns.Where(run => run.Training.Reason == StopReason.Diverged)];
        if (diverged.Length == 0)
        {
            return null;
        }

        IEnumerable<string> named = diverged.Take(MostNamed)
            .Select(run => $"run {run.Run} {(run.Arm == ComparisonArm.Plain ? "plain" : "with the neuron")} after epoch {run.History.Count}");
        string more = diverged.Length > MostNamed ? $" and {diverged.Length - MostNamed} more" : "";
        return $"Diverged: {string.Join(", ", named)}{more}. {diverged[0].Training.Message}";
    }

    private static string? Clamping(ComparisonResult result)
    {
        ComparisonRun[] clamped = [.. result.WithNeuron.Runs.Where(run => run.ClampedExponents > 0)];
        return clamped.Length == 0
            ? null
            : $"The neuron's exponent was clamped in {clamped.Length} of {result.Options.Runs} runs (at most {clamped.Max(run => run.ClampedExponents)} rows in one evaluation): there the term is constant and its gradient is not that of the theory.";
    }
}
