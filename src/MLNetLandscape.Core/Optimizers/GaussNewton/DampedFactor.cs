using System.Numerics.Tensors;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Optimizers.GaussNewton;

/// <summary>The Cholesky factor of a symmetric matrix plus a multiple of the identity, for many right-hand sides: C + damping I = L L'.</summary>
/// <remarks>
/// <para>Blocks of 32: MathNet factors those of the diagonal, and everything else is a product, done by the kernels of the dense layers. MathNet's own solution, column by column,
/// takes ten times as long at a thousand rows. A row of blocks of L is the forward substitution with the rows above it; substitutions multiply by the inverses of
/// the diagonal blocks. Source: Golub, Van Loan, "Matrix Computations", 4th edition, sections 4.2.9 and 3.1.</para>
/// <para>The result does not depend on the machine's vectors. Not safe for concurrent calls.</para>
/// </remarks>
public sealed class DampedFactor
{
    private const int Width = BatchTensor<double>.PanelWidth;
    private const int Block = Width * Width;
    private readonly double[] below;
    private readonly double[] inverses;
    private readonly AlignedBuffer<double> panel;
    private readonly AlignedBuffer<double> part = new(Block);
    private bool isFactored;

    /// <summary>Makes room for a matrix.</summary>
    /// <param name="dimension">Its rows, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1.</exception>
    public DampedFactor(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Dimension = dimension;
        int blocks = BatchTensor<double>.PanelsFor(dimension);
        below = new double[checked(Block * (blocks * (blocks - 1) / 2))];
        inverses = new double[blocks * Block];
        panel = new AlignedBuffer<double>(checked(blocks * Block));
    }

    /// <summary>Rows of the matrix.</summary>
    public int Dimension { get; }

    private int Blocks => inverses.Length / Block;

    /// <summary>Factors C + damping I; false where that is not positive definite in floating point, or not finite: then there is nothing to solve with.</summary>
    /// <param name="matrix">C, row-major; its lower triangle is read.</param>
    /// <param name="damping">What is added to the diagonal.</param>
    /// <exception cref="ArgumentException">The matrix is not <see cref="Dimension"/> x <see cref="Dimension"/>.</exception>
    public bool TryFactor(ReadOnlySpan<double> matrix, double damping)
    {
        ThrowUnlessMultiple(matrix.Length, Dimension);
        isFactored = true;
        for (int block = 0; block < Blocks && isFactored; block++)
        {
            isFactored = TryFactorRow(block, matrix, damping);
        }

        return isFactored;
    }

    /// <summary>Replaces each row x by the solution of (C + damping I) y = x.</summary>
    /// <param name="rows"><paramref name="count"/> rows of <see cref="Dimension"/> numbers.</param>
    /// <param name="count">Rows.</param>
    /// <exception cref="InvalidOperationException">There is no factor.</exception>
    public void SolveRows(Span<double> rows, int count)
    {
        ThrowUnlessMultiple(rows.Length, count);
        ThrowUnlessFactored();
        for (int first = 0; first < count; first += Width)
        {
            int here = Math.Min(Width, count - first);
            Span<double> group = rows.Slice(first * Dimension, here * Dimension);
            TransposeKernel.ToPanels<double>(group, panel.Span, here, Dimension);
            Substitute();
            TransposeKernel.ToRows<double>(panel.Span, group, here, Dimension);
        }
    }

    /// <summary>Replaces each column x by the solution of (C + damping I) y = x.</summary>
    /// <param name="matrix"><see cref="Dimension"/> rows of <paramref name="columns"/> numbers.</param>
    /// <param name="columns">Columns.</param>
    /// <exception cref="InvalidOperationException">There is no factor.</exception>
    public void SolveColumns(Span<double> matrix, int columns)
    {
        ThrowUnlessMultiple(matrix.Length, columns);
        ThrowUnlessFactored();
        Span<double> values = panel.Span;
        for (int first = 0; first < columns; first += Width)
        {
            int here = Math.Min(Width, columns - first);
            values.Clear();
            for (int row = 0; row < Dimension; row++)
            {
                matrix.Slice((row * columns) + first, here).CopyTo(values[(row * Width)..]);
            }

            Substitute();
            for (int row = 0; row < Dimension; row++)
            {
                values.Slice(row * Width, here).CopyTo(matrix[((row * columns) + first)..]);
            }
        }
    }

    /// <summary>A row of blocks, from those above it: X = L(above)^-1 A', whose transpose is the row, and the factor of A(diagonal) - X'X.</summary>
    private bool TryFactorRow(int block, ReadOnlySpan<double> matrix, double damping)
    {
        (int first, int rows) = (block * Width, RowsOf(block));
        Span<double> row = BelowOf(block), solved = panel.Span;
        for (int i = 0; i < rows && first > 0; i++)
        {
            matrix.Slice((first + i) * Dimension, first).CopyTo(row[(i * first)..]);
        }

        part.Span.Clear();
        if (first > 0)
        {
            TransposeKernel.ToPanels<double>(row, solved, rows, first);
            Forward(block);
            TransposeKernel.ToRows<double>(solved, row, rows, first);
            DenseKernel.Forward<double>(row, [], solved, part.Span, rows, first, 1, accumulate: false);
            TensorPrimitives.Negate<double>(row, row);
        }

        double[] diagonal = new double[rows * rows];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double entry = matrix[((first + i) * Dimension) + first + j] - part.Span[(i * Width) + j];
                diagonal[(i * rows) + j] = diagonal[(j * rows) + i] = i == j ? entry + damping : entry;
            }
        }

        return DiagonalBlock.TryInvertFactor(diagonal, rows, inverses.AsSpan(block * Block, rows * rows));
    }

    private void Substitute()
    {
        Forward(Blocks);
        Back();
    }

    /// <summary>Replaces the panel X by L^-1 X, for the first blocks of L.</summary>
    private void Forward(int blocks)
    {
        for (int block = 0; block < blocks; block++)
        {
            (int first, int rows) = (block * Width, RowsOf(block));
            Span<double> right = panel.Span.Slice(first * Width, rows * Width);
            if (first > 0)
            {
                DenseKernel.Forward<double>(BelowOf(block), [], panel.Span, right, rows, first, 1, accumulate: true);
            }

            DenseKernel.Forward<double>(inverses.AsSpan(block * Block), [], right, part.Span, rows, rows, 1, accumulate: false);
            part.Span[..right.Length].CopyTo(right);
        }
    }

    /// <summary>Replaces the panel X by L'^-1 X.</summary>
    private void Back()
    {
        for (int block = Blocks - 1; block >= 0; block--)
        {
            (int first, int rows) = (block * Width, RowsOf(block));
            Span<double> right = panel.Span.Slice(first * Width, rows * Width);
            DenseKernel.InputGradient<double>(inverses.AsSpan(block * Block), right, part.Span, rows, rows, 1, accumulate: false);
            part.Span[..right.Length].CopyTo(right);
            if (first > 0)
            {
                DenseKernel.InputGradient<double>(BelowOf(block), right, panel.Span, rows, first, 1, accumulate: true);
            }
        }
    }

    private int RowsOf(int block) => Math.Min(Width, Dimension - (block * Width));

    /// <summary>-L left of the diagonal block, rows x 32 block, row-major.</summary>
    private Span<double> BelowOf(int block) => below.AsSpan(Block * (block * (block - 1) / 2), RowsOf(block) * block * Width);

    private void ThrowUnlessMultiple(int length, int count)
    {
        if (count < 1 || length != (long)count * Dimension)
        {
            throw new ArgumentException($"A factor of dimension {Dimension} takes that many numbers a row, but was given {length} numbers in {count} rows.");
        }
    }

    private void ThrowUnlessFactored()
    {
        if (!isFactored)
        {
            throw new InvalidOperationException("There is no factor to solve with. Call TryFactor first, with more damping where it failed.");
        }
    }
}
