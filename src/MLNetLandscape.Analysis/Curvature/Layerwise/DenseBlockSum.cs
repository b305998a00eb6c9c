using System.Numerics.Tensors;

namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>The block of a dense layer: H[(j, a), (k, b)] = sum over rows of Hpre[j, k] x[a] x[b], with x_m = 1 for the bias.</summary>
/// <remarks>Both factors are symmetric, so only pairs j &lt;= k and a &lt;= b are summed, and no row's Kronecker product is ever formed.</remarks>
internal sealed class DenseBlockSum : BlockSum
{
    private readonly int units;
    private readonly int inputs;
    private readonly PairProduct product;
    private readonly double[] pairs;

    /// <summary>Binds the layer.</summary>
    /// <param name="units">n, rows of W.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="rowCapacity">The rows that will come, at most.</param>
    public DenseBlockSum(int units, int inputs, int rowCapacity)
    {
        const int Numbers = 1 << 22;
        this.units = units;
        this.inputs = inputs;
        int pairCount = (inputs + 1) * (inputs + 2) / 2;
        int portion = Math.Clamp(Math.Min(Numbers / (units * units), Numbers / pairCount), 1, rowCapacity);
        product = new PairProduct(units, pairCount, portion);
        pairs = new double[pairCount];
    }

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<double> hessian, ReadOnlySpan<double> inputs)
    {
        for (int a = 0, at = 0; a < inputs.Length; at += inputs.Length - a, a++)
        {
            TensorPrimitives.Multiply(inputs[a..], inputs[a], pairs.AsSpan(at));
        }

        product.Add(hessian, pairs);
    }

    /// <inheritdoc/>
    public override double[] Finish()
    {
        product.Flush();
        int width = inputs + 1;
        int size = checked(units * width);
        double[] block = GC.AllocateUninitializedArray<double>(checked(size * size));
        double[] squares = new double[units * width * width];
        for (int j = 0; j < units; j++)
        {
            for (int k = 0; k < units; k++)
            {
                Expand(product.Result(Math.Min(j, k), Math.Max(j, k)), squares.AsSpan(k * width * width, width * width), width);
            }

            for (int a = 0; a < width; a++)
            {
                int row = a < inputs ? (j * inputs) + a : (units * inputs) + j;
                PlaceRow(squares, a, block.AsSpan(row * size, size));
            }
        }

        return block;
    }

    /// <summary>Writes the pairs a &lt;= b out as a symmetric matrix.</summary>
    private static void Expand(ReadOnlySpan<double> sums, Span<double> square, int width)
    {
        for (int a = 0, at = 0; a < width; at += width - a, a++)
        {
            ReadOnlySpan<double> sum = sums.Slice(at, width - a);
            Span<double> below = square[((a * width) + a)..];
            sum.CopyTo(below);
            for (int b = 1, to = width; b < sum.Length; b++, to += width)
            {
                below[to] = sum[b];
            }
        }
    }

    /// <summary>Row a of every unit's square side by side, the biases behind.</summary>
    private void PlaceRow(ReadOnlySpan<double> squares, int a, Span<double> row)
    {
        int width = inputs + 1;
        for (int k = 0; k < units; k++)
        {
            ReadOnlySpan<double> line = squares.Slice(((k * width) + a) * width, width);
            line[..inputs].CopyTo(row[(k * inputs)..]);
            row[(units * inputs) + k] = line[inputs];
        }
    }
}
