using System.Globalization;
using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Certificates;

/// <content>What walking along a line shows: against the gradient, and both ways along the most negative curvature.</content>
internal sealed partial class Examination
{
    /// <summary>How many times the remaining slope a bend must lower the objective by: less may be the way to a minimum that lies a little further on.</summary>
    private const double SlopeFactor = 10;

    /// <summary>Follows the most negative direction: both ways, so that a slope alone cannot pass for a bend.</summary>
    private bool IsSaddle()
    {
        if (curvature is null)
        {
            return false;
        }

        double scale = Math.Max(Math.Abs(curvature.Smallest.Value), Math.Abs(curvature.Largest.Value));
        if (curvature.Smallest.Value >= -1e-10 * scale || curvature.Smallest.Value == 0)
        {
            return false;
        }

        // Next to a perfect fit the residual r bends the objective by +-r times the outputs' curvature, on every side of the minimum.
        if (lowerBound is { } bound && value - bound <= options.Tolerance)
        {
            Add(
                "negative-curvature",
                FindingKind.Limitation,
                $"An eigenvalue is {curvature.Smallest.Value:G4}, but the value exceeds the lower bound {bound:G4} by only {Math.Max(0, value - bound):G3}, within the tolerance {options.Tolerance:G4}: "
                + $"no direction leads down by more, and the bend is one that the remaining residual makes.");
            return false;
        }

        List<(double Step, double Decrease)> bends = [];
        descent = LineWalk.Follow(objective, parameters, value, curvature.Smallest.Vector.Span, bothWays: true, bends: bends);
        double noise = Noise();
        bends.RemoveAll(bend => bend.Decrease <= noise || !IsBend(bend.Step, bend.Decrease, -curvature.Smallest.Value));
        if (bends.Count == 0)
        {
            Add(
                "negative-curvature",
                FindingKind.Limitation,
                $"An eigenvalue is {curvature.Smallest.Value:G4}, but no step t along its vector lowers the mean of both sides by what it explains, |eigenvalue| t^2 / 2, and by more than "
                + $"the rounding of the values, {noise:G3}, and {SlopeFactor} times the remaining slope, {gradientNorm:G3} t.");
            return false;
        }

        (double step, double decrease) = bends.MaxBy(bend => bend.Decrease);
        Add(
            "negative-curvature",
            FindingKind.Proof,
            $"Along the vector of the eigenvalue {curvature.Smallest.Value:G4}, the objective falls by {descent.Decrease:G4} to {descent.Value:G6} at step {descent.Step:G3}; "
            + $"at step {step:G3} the mean of both sides falls by {decrease:G4}, where the slope explains at most {gradientNorm * step:G3}, so it is no slope but a bend: this is no local minimum.");
        return true;
    }

    /// <summary>Whether a decrease of the mean of both sides at step t is that of the eigenvalue, lambda t^2 / 2 within a factor of 2, and large against the slope |g| t.</summary>
    private bool IsBend(double step, double decrease, double bend)
    {
        double explained = bend * step * step / 2;
        return decrease >= SlopeFactor * gradientNorm * step && decrease >= explained / 2 && decrease <= explained * 2;
    }

    /// <summary>What a difference of two values near the point must exceed to be more than rounding: a network whose weights cancel has less digits than others.</summary>
    private double Noise()
    {
        double relative = ValueRounding * Math.Abs(value);
        double bounded = network is { IsRoundingBounded: true } ? network.UpperValue(value) - value : 0;
        return double.IsFinite(bounded) ? Math.Max(relative, bounded) : relative;
    }

    private Verdict DescribeSlope()
    {
        // Along g the objective is F - |g| t + k t^2 / 2, with k = g'Hg / |g|^2, and least at t = |g| / k, which may be shorter than any step of the walk.
        double[] product = new double[gradient.Length];
        objective.HessianVectorProduct(parameters, gradient, product);
        double bend = TensorPrimitives.Dot<double>(gradient, product) / gradientNorm / gradientNorm;
        Descent slope = LineWalk.Follow(objective, parameters, value, [.. gradient.Select(g => -g)], bothWays: false, also: gradientNorm / bend);
        double noise = Noise();
        if (slope.Decrease > noise)
        {
            Add(
                "slope",
                FindingKind.Proof,
                $"A step of length {slope.Step:G3} against the gradient lowers the objective by {slope.Decrease:G4}, to {slope.Value:G6}: train on.");
            return Verdict.NotStationary;
        }

        Add(
            "slope",
            FindingKind.Limitation,
            $"The gradient's norm is {gradientNorm:G4}, but no step against it lowers the objective by more than rounding: {ExplainSlope(bend, noise)}.");
        return Verdict.Undecided;
    }

    /// <summary>Why a gradient may lead nowhere: what it promises is below rounding, or, where the objective has kinks, the point lies on one.</summary>
    private string ExplainSlope(double bend, double noise)
    {
        double predicted = bend > 0 ? gradientNorm * gradientNorm / (2 * bend) : double.PositiveInfinity;

        // Twice: the values at both ends of the step carry rounding.
        if (predicted <= 2 * noise)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"with the curvature k = {bend:G3} along it, a decrease of |g|^2 / (2 k) = {predicted:G3} is to be expected, not clearly more than the rounding of the values, {noise:G3}");
        }

        if (objective is not NetworkObjective whole)
        {
            return "the point may lie on a kink, where the gradient says little";
        }

        IReadOnlyList<string> kinks = Kinks.Of(whole, whole.Evaluate(parameters).Neuron is { ClampedExponents: > 0 });
        if (kinks.Count > 0)
        {
            return $"the point lies on a kink or next to one ({string.Join(", ", kinks)}), where the gradient says little";
        }

        string expected = double.IsFinite(predicted) ? string.Create(CultureInfo.InvariantCulture, $"a decrease of |g|^2 / (2 k) = {predicted:G3} is to be expected") : "one without end is to be expected";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"with the curvature k = {bend:G3} along it, {expected}, so k changes within the steps, or the rounding of the values is more than the {noise:G3} that is assumed");
    }
}
