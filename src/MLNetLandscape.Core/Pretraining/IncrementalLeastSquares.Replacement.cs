using System.Numerics.Tensors;

namespace MLNetLandscape.Core.Pretraining;

/// <content>Columns that leave or are replaced.</content>
public sealed partial class IncrementalLeastSquares
{
    /// <summary>The objective if column <paramref name="index"/> were replaced by the projected one; nothing changes.</summary>
    /// <remarks>
    /// The part of span(G) that is lost with column j is d = Q z, z = R^-T e_j normalised: the direction in span(G) that no other column has. Without it the
    /// residual is r + d (d'Y) and the remainder of g is g^ + d (d'g); both products follow from Q'Y and Q'g, so a trial costs one projection and u^2.
    /// </remarks>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="projection">The new column, projected on all present ones.</param>
    public ReplacementTrial TryReplace(int index, ColumnProjection projection)
    {
        Check(projection);
        CheckIndex(index);
        Span<double> z = direction.AsSpan(0, Count);
        FindLostDirection(index, z);
        double alongLost = TensorPrimitives.Dot(z[index..], projection.Coefficients.AsSpan(index, Count - index));
        double remainder = (projection.RemainderNorm * projection.RemainderNorm) + (alongLost * alongLost);
        // With a margin: once column j has left, the same column, projected anew, must not be found dependent.
        bool dependent = !(Math.Sqrt(remainder) > 10 * dependence * projection.Norm);
        double loss = 0;
        double gain = 0;
        for (int k = 0; k < Outputs; k++)
        {
            double lost = TensorPrimitives.Dot(z[index..], projectedTargets[k].AsSpan(index, Count - index));
            double product = TensorPrimitives.Dot<double>(projection.Remainder, residuals[k]) + (alongLost * lost);
            loss += lost * lost;
            gain += dependent ? 0 : product * product / remainder;
        }

        return new ReplacementTrial(Objective + loss - gain, Objective + loss, dependent);
    }

    /// <summary>Removes column <paramref name="index"/>; those after it move up by one.</summary>
    public void Remove(int index)
    {
        CheckIndex(index);
        double[] leaving = r[index];
        for (int j = index; j < Count - 1; j++)
        {
            r[j] = r[j + 1];
        }

        r[Count - 1] = leaving;
        for (int i = index; i < Count - 1; i++)
        {
            RotateRows(i);
        }

        int last = Count - 1;
        for (int k = 0; k < Outputs; k++)
        {
            TensorPrimitives.MultiplyAdd(q[last], projectedTargets[k][last], residuals[k], residuals[k]);
        }

        Count = last;
        version++;
        Objective = SumOfSquares();
    }

    /// <summary>z = R^-T e_j, normalised; the first j numbers are 0.</summary>
    private void FindLostDirection(int index, Span<double> z)
    {
        z[..index].Clear();
        z[index] = 1 / r[index][index];
        for (int i = index + 1; i < z.Length; i++)
        {
            z[i] = -TensorPrimitives.Dot(r[i].AsSpan(index, i - index), z[index..i]) / r[i][i];
        }

        TensorPrimitives.Divide(z[index..], TensorPrimitives.Norm<double>(z[index..]), z[index..]);
    }

    /// <summary>Rotates rows i and i + 1 of R, and columns i and i + 1 of Q, so that R[i + 1, i] becomes zero.</summary>
    private void RotateRows(int i)
    {
        double a = r[i][i];
        double b = r[i][i + 1];
        double length = double.Hypot(a, b);
        (double cosine, double sine) = (a / length, b / length);
        for (int j = i; j < Count - 1; j++)
        {
            (r[j][i], r[j][i + 1]) = ((cosine * r[j][i]) + (sine * r[j][i + 1]), (cosine * r[j][i + 1]) - (sine * r[j][i]));
        }

        r[i][i + 1] = 0;
        foreach (double[] projected in projectedTargets)
        {
            (projected[i], projected[i + 1]) = ((cosine * projected[i]) + (sine * projected[i + 1]), (cosine * projected[i + 1]) - (sine * projected[i]));
        }

        Rotate(q[i], q[i + 1], cosine, sine);
    }

    private static void Rotate(Span<double> first, Span<double> second, double cosine, double sine)
    {
        int lanes = Vector<double>.Count;
        int row = 0;
        for (; row <= first.Length - lanes; row += lanes)
        {
            Vector<double> a = new(first[row..]);
            Vector<double> b = new(second[row..]);
            ((cosine * a) + (sine * b)).CopyTo(first[row..]);
            ((cosine * b) - (sine * a)).CopyTo(second[row..]);
        }

        for (; row < first.Length; row++)
        {
            (first[row], second[row]) = ((cosine * first[row]) + (sine * second[row]), (cosine * second[row]) - (sine * first[row]));
        }
    }

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"A column's index must be in 0 .. {Count - 1}, but was {index}.");
        }
    }
}
