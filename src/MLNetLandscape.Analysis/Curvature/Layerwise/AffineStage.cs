using System.Numerics.Tensors;
using MLNetLandscape.Core.Activations;

namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>y = f(z), z = A x + b: Hpre = B (d2E/dy2) B + D, then d2E/dx2 = A' Hpre A and dE/dx = A' dE/dz.</summary>
internal abstract class AffineStage : RecursionStage
{
    private readonly Activation activation;
    private readonly double[] slopes;
    private readonly double[] bends;
    private readonly double[] gradient;
    private readonly double[] hessian;

    /// <summary>Binds the layer.</summary>
    protected AffineStage(int layerIndex, int inputSize, int outputSize, Activation activation)
        : base(inputSize, outputSize)
    {
        LayerIndex = layerIndex;
        this.activation = activation;
        slopes = new double[outputSize];
        bends = new double[outputSize];
        gradient = new double[outputSize];
        hessian = new double[checked(outputSize * outputSize)];
    }

    /// <summary>The layer's index.</summary>
    public int LayerIndex { get; }

    /// <summary>Whether f has no curvature between its kinks.</summary>
    public bool IsPiecewiseLinear => activation.IsPiecewiseLinear;

    /// <summary>B of the last row.</summary>
    public ReadOnlySpan<double> Slopes => slopes;

    /// <summary>D of the last row.</summary>
    public ReadOnlySpan<double> Bends => bends;

    /// <summary>dE/dz of the last row.</summary>
    public ReadOnlySpan<double> PreActivationGradient => gradient;

    /// <summary>Hpre of the last row.</summary>
    public ReadOnlySpan<double> PreActivationHessian => hessian;

    /// <summary>Places that share the weights.</summary>
    public abstract int Places { get; }

    /// <summary>The row's input with a 1 behind it, for each place: places x (columns of W + 1).</summary>
    public abstract double[] Augment(ReadOnlySpan<double> x);

    /// <summary>The sum over rows that this layer's block is.</summary>
    public abstract BlockSum CreateSum(int rowCapacity);

    /// <inheritdoc/>
    public sealed override void Propagate(SampleState state, ReadOnlySpan<double> x, ReadOnlySpan<double> y, bool needInput)
    {
        Span<double> byOutput = state.Gradient(OutputSize);
        slopes.AsSpan().Fill(1);
        activation.MultiplyByDerivative(y, slopes);
        activation.SecondDerivative(y, bends);
        TensorPrimitives.Multiply(bends, byOutput, bends);
        TensorPrimitives.Multiply(slopes, byOutput, gradient);
        ReadOnlySpan<double> byOutputs = state.Hessian(OutputSize);
        for (int i = 0; i < OutputSize; i++)
        {
            Span<double> destination = hessian.AsSpan(i * OutputSize, OutputSize);
            if (slopes[i] == 0)
            {
                destination.Clear();
            }
            else
            {
                TensorPrimitives.Multiply(byOutputs.Slice(i * OutputSize, OutputSize), slopes, destination);
                TensorPrimitives.Multiply(destination, slopes[i], destination);
            }

            destination[i] += bends[i];
        }

        if (needInput)
        {
            PullBack(gradient, hessian, state.NextGradient(InputSize), state.NextHessian(InputSize));
            state.Swap();
        }
    }

    /// <summary>dE/dx += A' dE/dz and d2E/dx2 += A' Hpre A.</summary>
    protected abstract void PullBack(ReadOnlySpan<double> gradient, ReadOnlySpan<double> hessian, Span<double> toGradient, Span<double> toHessian);
}
