using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>A sequential module whose hidden linear layers gain one exponential unit each, fully connected to the next layer, without a skip connection.</summary>
/// <remarks>
/// <para>The unit of layer l computes exp(w'h + b) of what that layer reads, which includes the previous layer's unit; it adds a column a to the next
/// layer's weights. An engine penalises all these columns by lambda/2 ||a||_{2L}^{2L}, with L units.</para>
/// <para>From the first linear layer on there may be linear layers and modules without parameters (activations, dropout) only; convolutions and the
/// like may come before. The numbers of the layers are copied; a and w start as those of <see cref="NeuronModule"/>.</para>
/// <para>Source: Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671, the extension to one neuron per layer.</para>
/// </remarks>
public sealed class WithLayerwiseNeurons : torch.nn.Module<Tensor, Tensor>
{
    private readonly TensorModule network;

    /// <summary>Wraps the hidden linear layers.</summary>
    /// <param name="network">The layers; they become a part of this module, the linear ones after the first as copies.</param>
    /// <param name="seed">The seed of the units' start.</param>
    /// <param name="maximumExponent">The clamp of the exponents, positive and finite.</param>
    /// <exception cref="ArgumentException">The layers are not as described; the message says which.</exception>
    public WithLayerwiseNeurons(global::TorchSharp.Modules.Sequential network, long seed = 1, double maximumExponent = 25)
        : base(nameof(WithLayerwiseNeurons))
    {
        ArgumentNullException.ThrowIfNull(network);
        ModuleRules.Clamp(maximumExponent);
        this.network = LayerwiseChain.Build(network, new RandomSource(seed).Split(RandomPurpose.Neuron), maximumExponent);
        register_module(nameof(network), this.network);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => network.call(input);
}
