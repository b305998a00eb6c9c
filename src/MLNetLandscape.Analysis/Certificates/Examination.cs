using System.Globalization;
using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Curvature;
using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Analysis.Spectra;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Certificates;

/// <summary>One examination of one point, step by step; collects findings on its way to a verdict.</summary>
internal sealed partial class Examination
{
    /// <summary>What a difference of two values of the objective must exceed at least to be more than rounding, relative to the value.</summary>
    private const double ValueRounding = 1e-12;

    /// <summary>How many times the remaining slope a bend must lower the objective by: less may be the way to a minimum that lies a little further on.</summary>
    private const double SlopeFactor = 10;

    private readonly IObjective objective;
    private readonly double[] parameters;
    private readonly CertificateOptions options;
    private readonly double value;
    private readonly double[] gradient;
    private readonly double gradientNorm;
    private readonly CancellationToken cancellation;
    private readonly NetworkExamination? network;
    private readonly List<Finding> findings = [];
    private ExtremeEigenvalues? curvature;
    private Descent? descent;
    private JacobianRank? jacobian;
    private double? lowerBound;
    private double? gap;

    public Examination(
        IObjective objective, double[] parameters, CertificateOptions options, double value, double[] gradient, CancellationToken cancellation)
    {
        (this.objective, this.parameters, this.options, this.value, this.gradient, this.cancellation) =
            (objective, parameters, options, value, gradient, cancellation);
        gradientNorm = TensorPrimitives.Norm<double>(gradient);
        network = objective is NetworkObjective whole ? NetworkExamination.Create(whole, parameters) : null;
    }

    /// <summary>The certificate.</summary>
    public StationaryPointCertificate Run()
    {
        Add("deterministic", FindingKind.Measurement, $"Value, gradient and Hessian product are the same bits when computed again, also by a copy of the objective.");
        Add("value", FindingKind.Measurement, $"The objective is {value:G6}.");
        Add("gradient-norm", FindingKind.Measurement, $"The gradient's norm is {gradientNorm:G4}; up to {options.GradientTolerance:G4} counts as stationary.");
        Core.Training.Evaluation? figures = network?.Evaluate();
        DescribeNeuron(figures);
        DescribeGroups();
        DescribeJacobian();
        FindCurvature();
        Verdict verdict = Decide();
        return new StationaryPointCertificate
        {
            Verdict = verdict,
            Findings = findings,
            Value = value,
            GradientNorm = gradientNorm,
            LowerBound = lowerBound,
            Gap = gap,
            Curvature = curvature,
            NegativeCurvature = descent,
            LargestGroupedDerivative = network?.LargestGroupedDerivative(),
            Jacobian = jacobian,
            Neuron = figures?.Neuron,
            BaseLoss = network?.BaseLoss,
            Options = options,
        };
    }

    private Verdict Decide()
    {
        if (TryCertify() is { } certified)
        {
            return certified;
        }

        if (IsNeuronCarrying())
        {
            return Verdict.Diverging;
        }

        if (gradientNorm > options.GradientTolerance)
        {
            return DescribeSlope();
        }

        if (IsSeparatedWithoutMinimum())
        {
            return Verdict.Diverging;
        }

        return IsSaddle() ? Verdict.Saddle : DescribeUndecided();
    }

    private void FindCurvature()
    {
        HessianOperator hessian = new(objective, parameters);
        try
        {
            curvature = ExtremeEigenvalues.Find(hessian, new LanczosOptions { MaximumSteps = options.LanczosSteps, Seed = options.Seed }, cancellation);
        }
        catch (InvalidOperationException overflow)
        {
            // A value and a gradient that are finite may have a Hessian that is not. The verdict then has to do without.
            Add("curvature", FindingKind.Limitation, $"{overflow.Message}");
            return;
        }

        string end = curvature.Converged ? "converged" : "not converged: the true extremes lie further out";
        Add(
            "curvature",
            FindingKind.Measurement,
            $"The Hessian's extreme eigenvalues are {curvature.Smallest.Value:G4} (residual {curvature.Smallest.Residual:G2}) and {curvature.Largest.Value:G4} "
            + $"(residual {curvature.Largest.Residual:G2}), after {curvature.Steps} Lanczos steps from seed {options.Seed}, {end}.");
    }

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
        descent = LineWalk.Follow(objective, parameters, value, curvature.Smallest.Vector.Span, bothWays: true, bends);
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
        Descent slope = LineWalk.Follow(objective, parameters, value, [.. gradient.Select(g => -g)], bothWays: false);
        if (slope.Decrease > Noise())
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
            $"The gradient's norm is {gradientNorm:G4}, but no step against it lowers the objective: the point lies on a kink, where the gradient says little.");
        return Verdict.Undecided;
    }

    private Verdict DescribeUndecided()
    {
        Add(
            "undecided",
            FindingKind.Limitation,
            $"The gradient vanishes up to its tolerance and no saddle was found, but {DescribeGap()}: a local minimum, a degenerate saddle or a plateau.");
        return Verdict.Undecided;
    }

    /// <summary>What keeps the value from being certified.</summary>
    private string DescribeGap()
    {
        if (gap is not { } known || lowerBound is not { } bound)
        {
            return "no lower bound of the objective is known";
        }

        if (!double.IsFinite(known) || (IsGapTolerated() && network is { IsRoundingBounded: false }))
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"the computed value exceeds the lower bound {bound:G4} by {Math.Max(0, value - bound):G4}, and its rounding is not bounded");
        }

        return IsGapTolerated()
            ? string.Create(CultureInfo.InvariantCulture, $"no output in the network's range attains the lower bound {bound:G4}")
            : string.Create(CultureInfo.InvariantCulture, $"the value may exceed the lower bound {bound:G4} by {known:G4}, more than the tolerance {options.Tolerance:G4}");
    }

    private void Add(string id, FindingKind kind, InvariantText message) => findings.Add(new Finding(id, kind, message.Finish()));
}
