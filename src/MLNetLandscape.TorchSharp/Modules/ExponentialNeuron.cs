using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>Exponential neurons, one per output: g_k(x) = a_k exp(w_k'x + b_k).</summary>
/// <remarks>The exponent is clamped, beyond which a neuron is constant and its w and b get no gradient.</remarks>
public sealed class ExponentialNeuron : NeuronModule
{
    /// <summary>Creates the neurons.</summary>
    /// <param name="inputs">d, the numbers of a row, at least 1.</param>
    /// <param name="outputs">K, at least 1.</param>
    /// <param name="seed">The seed of the start.</param>
    /// <param name="maximumExponent">The clamp of w'x + b, positive and finite; in single precision 25 keeps the cube of the term below overflow.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public ExponentialNeuron(int inputs, int outputs = 1, long seed = 1, double maximumExponent = 25)
        : base(nameof(ExponentialNeuron), inputs, outputs, seed) => MaximumExponent = ModuleRules.Clamp(maximumExponent);

    /// <summary>The clamp of w'x + b.</summary>
    public double MaximumExponent { get; }

    /// <inheritdoc/>
    internal override double Maximum => MaximumExponent;

    /// <inheritdoc/>
    private protected override Tensor Phi(Tensor u) => u.AtMost(MaximumExponent).exp();
}
