using MLNetLandscape.Core.Activations;

namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>A dense layer: A = W, one place.</summary>
internal sealed class DenseStage(int layerIndex, int inputs, int units, Activation activation, double[] weights)
    : AffineStage(layerIndex, inputs, units, activation, weights)
{
    /// <inheritdoc/>
    public override int ParameterCount => checked(OutputSize * (InputSize + 1));

    /// <inheritdoc/>
    public override int Places => 1;

    /// <inheritdoc/>
    public override double[] Augment(ReadOnlySpan<double> x) => [.. x, 1];

    /// <inheritdoc/>
    public override BlockSum CreateSum(int rowCapacity) => new DenseBlockSum(OutputSize, InputSize, rowCapacity);
}
