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

    private readonly IObjective objective;
    private readonly double[] parameters;
    private readonly CertificateOptions options;
    private readonly double value;
    private readonly double[] gradient;
    private readonly double gradientNorm;
    private readonly CancellationToken cancellationToken;
    private readonly NetworkExamination? network;
    private readonly List<Finding> findings = [];
    private ExtremeEigenvalues? curvature;
    private Descent? descent;
    private JacobianRank? jacobian;
    private double? lowerBound;
    private double? gap;

    public Examination(
        IObjective objective, double[] parameters, CertificateOptions options, double value, double[] gradient, CancellationToken cancellationToken)
    {
        (this.objective, this.parameters, this.options, this.value, this.gradient, this.cancellationToken) =
            (objective, parameters, options, value, gradient, cancellationToken);
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

        if (IsFactorRunning() || IsSeparatedWithoutMinimum())
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
            curvature = ExtremeEigenvalues.Find(hessian, new LanczosOptions { MaximumSteps = options.LanczosSteps, Seed = options.Seed }, cancellationToken);
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
