using System.Globalization;
using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Analysis.Spectra;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>Every layer's block checked: with piecewise-linear activations and a convex loss each is positive semi-definite with a trace of at least zero.</summary>
/// <remarks>
/// Then no point is a strict local maximum off the kinks, not even in one layer's weights. Smooth activations promise nothing of the kind: tanh is
/// the negative control. Source: Botev, Ritter, Barber, ICML 2017, arXiv:1706.03662, section 3.
/// </remarks>
public sealed record LayerwiseReport
{
    /// <summary>Up to this size a block's eigenvalues come from a dense decomposition, beyond from Lanczos.</summary>
    private const int LargestDecomposition = 500;

    /// <summary>The layers, in order.</summary>
    public required IReadOnlyList<LayerCheck> Layers { get; init; }

    /// <summary>Whether the theory promises positive semi-definite blocks here.</summary>
    public required bool IsPromised { get; init; }

    /// <summary>What follows, layer by layer.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Computes all blocks at a point and checks them.</summary>
    /// <exception cref="ArgumentException">The point does not fit, or the recursion does not take the network.</exception>
    public static LayerwiseReport Create(NetworkObjective objective, ReadOnlySpan<double> parameters)
    {
        LayerwiseHessian hessian = new(objective, parameters);
        LayerCheck[] layers = [.. hessian.Compute().Select(Check)];
        bool promised = hessian.IsPiecewiseLinear && objective.Loss.Assumptions.HasFlag(LossAssumptions.ConvexInOutputs);
        return new LayerwiseReport { Layers = layers, IsPromised = promised, Findings = [.. layers.Select(layer => Describe(layer, promised))] };
    }

    private static LayerCheck Check(LayerHessian layer)
    {
        double smallest;
        double largest;
        if (layer.Block.Length <= LargestDecomposition)
        {
            double[] eigenvalues = layer.ToMatrix().SymmetricEigenvalues();
            (smallest, largest) = (eigenvalues[0], eigenvalues[^1]);
        }
        else
        {
            ExtremeEigenvalues extremes = ExtremeEigenvalues.Find(layer.ToOperator());
            (smallest, largest) = (extremes.Smallest.Value, extremes.Largest.Value);
        }

        double rounding = 4 * layer.Block.Length * Math.ScaleB(1, -52) * Math.Max(Math.Abs(smallest), Math.Abs(largest));
        return new LayerCheck(layer.Block, smallest, largest, layer.Trace, rounding);
    }

    private static Finding Describe(LayerCheck layer, bool promised)
    {
        string figures = string.Create(
            CultureInfo.InvariantCulture,
            $"Layer {layer.Block.LayerIndex}: eigenvalues from {layer.SmallestEigenvalue:G4} to {layer.LargestEigenvalue:G4}, trace {layer.Trace:G4}");
        return (promised, layer.IsPositiveSemidefinite && layer.Trace >= -layer.Rounding) switch
        {
            (true, true) => new Finding("layer-block", FindingKind.Evidence, $"{figures}: positive semi-definite, as piecewise-linear activations and a convex loss promise."),
            (true, false) => new Finding("layer-block", FindingKind.Contradiction, $"{figures}: not positive semi-definite, although piecewise-linear activations and a convex loss promise it."),
            (false, true) => new Finding("layer-block", FindingKind.Measurement, $"{figures}: positive semi-definite, which nothing promises with these activations."),
            (false, false) => new Finding("layer-block", FindingKind.Measurement, $"{figures}: negative curvature within the layer, which only activations with curvature of their own allow."),
        };
    }
}
