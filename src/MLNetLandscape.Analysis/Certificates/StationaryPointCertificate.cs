using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Analysis.Spectra;
using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Analysis.Certificates;

/// <summary>Where a point stands in its landscape: one verdict, its reasons, and every figure behind them, recomputed from the point.</summary>
public sealed record StationaryPointCertificate
{
    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The reasons and the figures, in the order in which they were found.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The objective's value.</summary>
    public required double Value { get; init; }

    /// <summary>The Euclidean norm of the gradient.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>What the objective cannot fall below; null where nothing is known.</summary>
    public double? LowerBound { get; init; }

    /// <summary>What the exact value can exceed the lower bound by at most, rounding included; infinite where that is not bounded, null where nothing is known.</summary>
    public double? Gap { get; init; }

    /// <summary>The extreme eigenvalues of the Hessian; null where it has none to speak of.</summary>
    public ExtremeEigenvalues? Curvature { get; init; }

    /// <summary>What came of following the most negative direction; null where there is none, and where the value is within the tolerance of the lower bound.</summary>
    public Descent? NegativeCurvature { get; init; }

    /// <summary>The largest |sum of (w_i / W) dl_i/df| over the rows of one input; null for objectives that are no networks.</summary>
    public double? LargestGroupedDerivative { get; init; }

    /// <summary>The Jacobian's rank; null where there is none, or where it is too large.</summary>
    public JacobianRank? Jacobian { get; init; }

    /// <summary>The exponential neuron's state; null without one.</summary>
    public NeuronTrace? Neuron { get; init; }

    /// <summary>L: the mean loss of the base network, the neuron taken away; null for objectives that are no networks.</summary>
    public double? BaseLoss { get; init; }

    /// <summary>The tolerances that the verdict refers to.</summary>
    public required CertificateOptions Options { get; init; }
}
