namespace MLNetLandscape.Core.Neurons;

/// <summary>The scalar function phi of a skip neuron a phi(w'x + b), with its derivatives.</summary>
internal abstract class NeuronTerm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Writes phi(u) and phi'(u).</summary>
    /// <param name="exponents">u.</param>
    /// <param name="values">Receives phi(u).</param>
    /// <param name="slopes">Receives phi'(u); empty where nobody needs it.</param>
    public abstract void Evaluate(ReadOnlySpan<T> exponents, Span<T> values, Span<T> slopes);

    /// <summary>Writes phi''(u).</summary>
    public abstract void SecondDerivative(ReadOnlySpan<T> exponents, Span<T> destination);

    /// <summary>How many of the exponents are beyond the clamp.</summary>
    public abstract int CountClamped(ReadOnlySpan<T> exponents);
}
