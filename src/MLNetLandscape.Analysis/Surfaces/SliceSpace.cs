using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Estimates;

namespace MLNetLandscape.Analysis.Surfaces;

/// <summary>A line or a plane in parameter space: origin + u U, or origin + u U + v V.</summary>
public sealed class SliceSpace
{
    private readonly double[] origin;
    private readonly double[][] directions;

    /// <summary>A line.</summary>
    /// <exception cref="ArgumentException">A length does not fit, a number is not finite, or the direction is zero.</exception>
    public SliceSpace(double[] origin, double[] u)
        : this(origin, [u])
    {
    }

    /// <summary>A plane; the directions need be neither orthogonal nor of equal length.</summary>
    /// <exception cref="ArgumentException">A length does not fit, a number is not finite, or the directions do not span a plane.</exception>
    public SliceSpace(double[] origin, double[] u, double[] v)
        : this(origin, [u, v])
    {
        double lengths = TensorPrimitives.Norm<double>(u) * TensorPrimitives.Norm<double>(v);
        if (Math.Abs(TensorPrimitives.Dot<double>(u, v)) > (1 - 1e-12) * lengths)
        {
            throw new ArgumentException("The directions of a surface must span a plane, but one is a multiple of the other. Choose another one.");
        }
    }

    private SliceSpace(double[] origin, double[][] directions)
    {
        ArgumentNullException.ThrowIfNull(origin);
        Require.Finite(origin, origin.Length, "Origin", "");
        foreach (double[] direction in directions)
        {
            ArgumentNullException.ThrowIfNull(direction);
            Require.Finite(direction, origin.Length, "Direction", "Pass a direction in the parameters of the origin.");
            if (TensorPrimitives.Norm<double>(direction) == 0)
            {
                throw new ArgumentException("A direction must not be zero in all its entries. A layer without weights has no filter-normalised direction: choose another layer.");
            }
        }

        (this.origin, this.directions) = (origin, directions);
    }

    /// <summary>1 or 2.</summary>
    public int Dimensions => directions.Length;

    /// <summary>The parameters at (0, 0).</summary>
    public ReadOnlySpan<double> Origin => origin;

    /// <summary>U for 0, V for 1.</summary>
    public ReadOnlySpan<double> Direction(int index) => directions[index];

    /// <summary>Writes the parameters at a place.</summary>
    public void Point(ReadOnlySpan<double> place, Span<double> parameters)
    {
        origin.CopyTo(parameters);
        for (int k = 0; k < directions.Length; k++)
        {
            TensorPrimitives.MultiplyAdd(directions[k], place[k], parameters, parameters);
        }
    }
}
