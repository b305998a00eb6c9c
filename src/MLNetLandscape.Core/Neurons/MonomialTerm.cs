namespace MLNetLandscape.Core.Neurons;

/// <summary>phi(u) = u^p, phi'(u) = p u^(p-1), phi''(u) = p (p - 1) u^(p-2).</summary>
internal sealed class MonomialTerm<T>(int power) : NeuronTerm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<T> exponents, Span<T> values, Span<T> slopes)
    {
        T factor = T.CreateTruncating(power);
        for (int i = 0; i < exponents.Length; i++)
        {
            T below = Power(exponents[i], power - 1);
            values[i] = below * exponents[i];
            if (!slopes.IsEmpty)
            {
                slopes[i] = factor * below;
            }
        }
    }

    /// <inheritdoc/>
    public override void SecondDerivative(ReadOnlySpan<T> exponents, Span<T> destination)
    {
        T factor = T.CreateTruncating(power * (power - 1.0));
        for (int i = 0; i < exponents.Length; i++)
        {
            destination[i] = power < 2 ? T.Zero : factor * Power(exponents[i], power - 2);
        }
    }

    /// <inheritdoc/>
    public override int CountClamped(ReadOnlySpan<T> exponents) => 0;

    private static T Power(T u, int exponent)
    {
        T result = T.One;
        for (; exponent > 0; exponent >>= 1, u *= u)
        {
            if ((exponent & 1) != 0)
            {
                result *= u;
            }
        }

        return result;
    }
}
