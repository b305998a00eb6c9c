using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>Max pooling: y_i = x_s(i), so that derivatives move from i to s(i); of equal values the first wins, as in the layer's own pass.</summary>
internal sealed class PoolingStage(Shape input, Shape output, int size) : RecursionStage(input.Size, output.Size)
{
    private readonly int[] sources = new int[output.Size];

    /// <inheritdoc/>
    public override void Propagate(SampleState state, ReadOnlySpan<double> x, ReadOnlySpan<double> y, bool needInput)
    {
        if (!needInput)
        {
            return;
        }

        for (int i = 0; i < sources.Length; i++)
        {
            sources[i] = Source(i, x);
        }

        ReadOnlySpan<double> from = state.Gradient(OutputSize);
        ReadOnlySpan<double> hessian = state.Hessian(OutputSize);
        Span<double> to = state.NextGradient(InputSize);
        Span<double> toHessian = state.NextHessian(InputSize);
        for (int i = 0; i < sources.Length; i++)
        {
            to[sources[i]] = from[i];
            for (int j = 0; j < sources.Length; j++)
            {
                toHessian[(sources[i] * InputSize) + sources[j]] = hessian[(i * OutputSize) + j];
            }
        }

        state.Swap();
    }

    private int Source(int place, ReadOnlySpan<double> x)
    {
        (int line, int column) = Math.DivRem(place, output.Width);
        (int channel, int row) = Math.DivRem(line, output.Height);
        int corner = (((channel * input.Height) + (row * size)) * input.Width) + (column * size);
        int best = corner;
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                int at = corner + (i * input.Width) + j;
                if (x[at] > x[best])
                {
                    best = at;
                }
            }
        }

        return best;
    }
}
