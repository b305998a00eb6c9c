namespace MLNetLandscape.Core.Neurons;

/// <summary>A skip neuron with a monomial in place of the exponential: f_k(x) = f0_k(x) + a_k (w_k'x + b_k)^p, penalised by lambda/2 ||a||^2.</summary>
/// <remarks>Parameters as <see cref="SkipNeuron"/>. Source: Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671, the extension to monomial neurons.</remarks>
/// <param name="Power">p, at least 1; the theorem wants it large enough to separate the data.</param>
public sealed record MonomialNeuron(int Power) : NeuronDefinition
{
    /// <summary>p, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The power is below 1.</exception>
    public int Power { get; init => field = Validated(value); } = Validated(Power);

    private static int Validated(int power) => power >= 1
        ? power
        : throw new ArgumentOutOfRangeException(
            nameof(power), $"Power must be at least 1, but was {power}: a power of 0 is a constant. For an exponential, use SkipNeuron.");
}
