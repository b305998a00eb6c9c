namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>One layer's curvature for one row of the data, with E the row's own loss: H_l = Hpre_l (x) a a', Hpre_l = B W' Hpre_(l+1) W B + D.</summary>
/// <remarks>z has n numbers: the units of a dense layer; for a convolution, filters x places, place by place within a filter.</remarks>
public sealed record SampleLayerCurvature
{
    /// <summary>The layer's index in the network.</summary>
    public required int LayerIndex { get; init; }

    /// <summary>The diagonal of B = diag(f'(z)), n numbers.</summary>
    public required ReadOnlyMemory<double> Slopes { get; init; }

    /// <summary>The diagonal of D = diag(f''(z) dE/dy), n numbers; all zero for a piecewise linear f.</summary>
    public required ReadOnlyMemory<double> Bends { get; init; }

    /// <summary>dE/dz, n numbers.</summary>
    public required ReadOnlyMemory<double> PreActivationGradient { get; init; }

    /// <summary>Hpre = d2E/dz2, n x n, row-major and symmetric.</summary>
    public required ReadOnlyMemory<double> PreActivationHessian { get; init; }

    /// <summary>a with a 1 for the bias behind it, once for each place: places x (columns of W + 1), row-major; a dense layer has one place.</summary>
    public required ReadOnlyMemory<double> Inputs { get; init; }

    /// <summary>Places that share the weights: 1 for a dense layer.</summary>
    public required int Places { get; init; }
}
