using System.Numerics.Tensors;

namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>The block of a dense layer: H[(j, a), (k, b)] = sum over rows of Hpre[j, k] x[a] x[b], with x_m = 1 for the bias.</summary>
/// <remarks>
/// <para>Both factors are symmetric, so only pairs j &lt;= k and a &lt;= b are summed: for each j a product of a (k x rows) matrix with a
/// (rows x pairs) matrix, over the rows alone in which unit j has curvature (half of them, for a ReLU).</para>
/// </remarks>
internal sealed class DenseBlockSum : BlockSum
{
    private readonly int units;
    private readonly int inputs;
    private readonly int capacity;
    private readonly PairProduct product;
    private readonly double[] hessians;
    private readonly double[] pairs;
    private readonly double[] squares;
    private readonly double[] block;
    private int rows;
    private bool filled;

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
        capacity = Math.Clamp(Math.Min(Numbers / (units * units), Numbers / pairCount), 1, rowCapacity);
        product = new PairProduct(units, pairCount, capacity);
        hessians = new double[capacity * units * units];
        pairs = new double[product.PaddedColumns];
        squares = new double[PairProduct.GroupSize * (inputs + 1) * (inputs + 1)];
        int size = checked(units * (inputs + 1));
        block = GC.AllocateUninitializedArray<double>(checked(size * size));
    }

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<double> hessian, ReadOnlySpan<double> inputs)
    {
        hessian.CopyTo(hessians.AsSpan(rows * units * units));
        int at = 0;
        for (int a = 0; a < inputs.Length; a++)
        {
            TensorPrimitives.Multiply(inputs[a..], inputs[a], pairs.AsSpan(at));
            at += inputs.Length - a;
        }

        product.SetRow(rows++, pairs);
        if (rows == capacity)
        {
            Flush();
        }
    }

    /// <inheritdoc/>
    public override double[] Finish()
    {
        if (rows > 0 || !filled)
        {
            Flush();
        }

        return block;
    }

    private void Flush()
    {
        for (int first = 0; first < units; first += PairProduct.GroupSize)
        {
            int end = Math.Min(first + PairProduct.GroupSize, units);
            product.Compute(hessians, rows, first, end);
            for (int k = first; k < units; k++)
            {
                PlaceUnit(first, Math.Min(end, k + 1), k);
            }
        }

        rows = 0;
        filled = true;
    }

    /// <summary>Writes, or adds, the sums of the units [first, end) with unit k >= end - 1 to their places, several j side by side in a row.</summary>
    private void PlaceUnit(int first, int end, int k)
    {
        int width = inputs + 1;
        for (int j = first; j < end; j++)
        {
            Expand(product.Result(j - first, k - j), squares.AsSpan((j - first) * width * width, width * width), width);
        }

        for (int a = 0; a < width; a++)
        {
            for (int j = first; j < end; j++)
            {
                ReadOnlySpan<double> line = squares.AsSpan((((j - first) * width) + a) * width, width);
                PlaceLine(line, Row(j, a), k);
                if (k != j)
                {
                    PlaceLine(line, Row(k, a), j);
                }
            }
        }
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

    private void PlaceLine(ReadOnlySpan<double> line, int row, int unit)
    {
        Span<double> destination = block.AsSpan(row * units * (inputs + 1), units * (inputs + 1));
        Span<double> weights = destination.Slice(unit * inputs, inputs);
        ref double bias = ref destination[(units * inputs) + unit];
        if (filled)
        {
            TensorPrimitives.Add(weights, line[..inputs], weights);
            bias += line[inputs];
        }
        else
        {
            line[..inputs].CopyTo(weights);
            bias = line[inputs];
        }
    }

    private int Row(int unit, int input) => input < inputs ? (unit * inputs) + input : (units * inputs) + unit;
}
