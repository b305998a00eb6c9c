using System.Numerics.Tensors;

namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>The block of a convolution: H[(f, c), (g, d)] = sum over rows and places p, q of Hpre[(f, p), (g, q)] a_p[c] a_q[d].</summary>
internal sealed class ConvolutionBlockSum(int filters, int columns, int places) : BlockSum
{
    private readonly int size = checked(filters * (columns + 1));
    private readonly double[] block = new double[checked(filters * (columns + 1) * filters * (columns + 1))];
    private readonly double[] half = new double[columns + 1];

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<double> hessian, ReadOnlySpan<double> inputs)
    {
        int n = filters * places;
        for (int f = 0; f < filters; f++)
        {
            for (int g = 0; g < filters; g++)
            {
                for (int p = 0; p < places; p++)
                {
                    AddPlace(hessian.Slice((((f * places) + p) * n) + (g * places), places), inputs, f, g, p);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override double[] Finish() => block;

    private void AddPlace(ReadOnlySpan<double> factors, ReadOnlySpan<double> inputs, int f, int g, int p)
    {
        int width = columns + 1;
        Array.Clear(half);
        bool any = false;
        for (int q = 0; q < places; q++)
        {
            if (factors[q] != 0)
            {
                TensorPrimitives.MultiplyAdd(inputs.Slice(q * width, width), factors[q], half, half);
                any = true;
            }
        }

        for (int c = 0; any && c < width; c++)
        {
            double input = inputs[(p * width) + c];
            int row = c < columns ? (f * columns) + c : (filters * columns) + f;
            Span<double> destination = block.AsSpan(row * size, size);
            Span<double> weights = destination.Slice(g * columns, columns);
            TensorPrimitives.MultiplyAdd(half.AsSpan(0, columns), input, weights, weights);
            destination[(filters * columns) + g] += input * half[columns];
        }
    }
}
