using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>Monomial neurons, one per output: g_k(x) = a_k (w_k'x + b_k)^p.</summary>
/// <remarks>Source: Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671, the extension to monomial neurons.</remarks>
public sealed class PowerNeuron : NeuronModule
{
    /// <summary>Creates the neurons.</summary>
    /// <param name="power">p, at least 1; the theorem wants it large enough to separate the data.</param>
    /// <param name="inputs">d, the numbers of a row, at least 1.</param>
    /// <param name="outputs">K, at least 1.</param>
    /// <param name="seed">The seed of the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public PowerNeuron(int power, int inputs, int outputs = 1, long seed = 1)
        : base(nameof(PowerNeuron), inputs, outputs, seed) => Power = power >= 1
            ? power
            : throw new ArgumentOutOfRangeException(
                nameof(power), $"power must be at least 1, but was {power}: a power of 0 is a constant. For an exponential, use ExponentialNeuron.");

    /// <summary>p.</summary>
    public int Power { get; }

    /// <inheritdoc/>
    internal override double Maximum => double.PositiveInfinity;

    /// <inheritdoc/>
    private protected override Tensor Phi(Tensor u) => u.Power(Power);
}
