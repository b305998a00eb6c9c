using System.Numerics.Tensors;
using MLNetLandscape.Core.Activations;

namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>y = f(z), z = A x + b, with A written out: Hpre = B (d2E/dy2) B + D, then d2E/dx2 = A' Hpre A and dE/dx = A' dE/dz.</summary>
/// <remarks>Zeros are skipped: half of a ReLU's B is zero, and most of a convolution's A.</remarks>
internal abstract class AffineStage : RecursionStage
{
    private readonly Activation activation;
    private readonly double[] map;
    private readonly double[] slopes;
    private readonly double[] bends;
    private readonly double[] gradient;
    private readonly double[] hessian;
    private readonly double[] row;

    /// <summary>Binds the layer; <paramref name="map"/> is A, output size x input size, row-major.</summary>
    protected AffineStage(int layerIndex, int inputSize, int outputSize, Activation activation, double[] map)
        : base(inputSize, outputSize)
    {
        LayerIndex = layerIndex;
        this.activation = activation;
        this.map = map;
        slopes = new double[outputSize];
        bends = new double[outputSize];
        gradient = new double[outputSize];
        hessian = new double[checked(outputSize * outputSize)];
        row = new double[inputSize];
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

    /// <summary>Parameters of the layer.</summary>
    public abstract int ParameterCount { get; }

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
            PullBack(state);
        }
    }

    private void PullBack(SampleState state)
    {
        Span<double> toGradient = state.NextGradient(InputSize);
        Span<double> toHessian = state.NextHessian(InputSize);
        for (int i = 0; i < OutputSize; i++)
        {
            ReadOnlySpan<double> weights = Map(i);
            TensorPrimitives.MultiplyAdd(weights, gradient[i], toGradient, toGradient);
            if (!MultiplyRow(i))
            {
                continue;
            }

            for (int p = 0; p < weights.Length; p++)
            {
                if (weights[p] != 0)
                {
                    Span<double> destination = toHessian.Slice(p * InputSize, InputSize);
                    TensorPrimitives.MultiplyAdd(row, weights[p], destination, destination);
                }
            }
        }

        state.Swap();
    }

    /// <summary>Row i of Hpre A; false where it is zero.</summary>
    private bool MultiplyRow(int i)
    {
        bool any = false;
        ReadOnlySpan<double> factors = hessian.AsSpan(i * OutputSize, OutputSize);
        for (int j = 0; j < factors.Length; j++)
        {
            if (factors[j] == 0)
            {
                continue;
            }

            if (!any)
            {
                Array.Clear(row);
                any = true;
            }

            TensorPrimitives.MultiplyAdd(Map(j), factors[j], row, row);
        }

        return any;
    }

    private ReadOnlySpan<double> Map(int output) => map.AsSpan(output * InputSize, InputSize);
}
