using System.Numerics.Tensors;

namespace MLNetLandscape.Core.Neurons;

/// <summary>phi(u) = exp(min(u, m)).</summary>
/// <remarks>phi' = phi'' = phi for u &lt;= m; beyond, phi is constant and both are zero: the derivatives of the function that is really computed.</remarks>
internal sealed class ExponentialTerm<T>(double maximum) : NeuronTerm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T maximum = T.CreateTruncating(maximum);

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<T> exponents, Span<T> values, Span<T> slopes)
    {
        TensorPrimitives.Min(exponents, maximum, values);
        TensorPrimitives.Exp(values, values);
        if (!slopes.IsEmpty)
        {
            values.CopyTo(slopes);
            ClearClamped(exponents, slopes);
        }
    }

    /// <inheritdoc/>
    public override void SecondDerivative(ReadOnlySpan<T> exponents, Span<T> destination) => Evaluate(exponents, destination, destination);

    /// <inheritdoc/>
    public override int CountClamped(ReadOnlySpan<T> exponents)
    {
        int count = 0;
        foreach (T u in exponents)
        {
            count += u > maximum ? 1 : 0;
        }

        return count;
    }

    private void ClearClamped(ReadOnlySpan<T> exponents, Span<T> slopes)
    {
        if (CountClamped(exponents) == 0)
        {
            return;
        }

        for (int i = 0; i < exponents.Length; i++)
        {
            slopes[i] = exponents[i] > maximum ? T.Zero : slopes[i];
        }
    }
}
