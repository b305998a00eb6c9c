using System.Numerics.Tensors;
using MLNetLandscape.Core.Activations;

namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>A dense layer: A = W, one place.</summary>
internal sealed class DenseStage(int layerIndex, int inputs, int units, Activation activation, double[] weights)
    : AffineStage(layerIndex, inputs, units, activation)
{
    private readonly PullBack pullBack = new(weights, units, inputs);

    /// <inheritdoc/>
    public override int Places => 1;

    /// <inheritdoc/>
    public override double[] Augment(ReadOnlySpan<double> x) => [.. x, 1];

    /// <inheritdoc/>
    public override BlockSum CreateSum(int rowCapacity) => new DenseBlockSum(OutputSize, InputSize, rowCapacity);

    /// <inheritdoc/>
    protected override void PullBack(ReadOnlySpan<double> gradient, ReadOnlySpan<double> hessian, Span<double> toGradient, Span<double> toHessian)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(weights.AsSpan(i * InputSize, InputSize), gradient[i], toGradient, toGradient);
        }

        pullBack.Apply(hessian, toHessian);
    }
}
