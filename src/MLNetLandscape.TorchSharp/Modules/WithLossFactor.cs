namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>Any module with the two scalars of <see cref="Modules.LossFactor"/> beside it: its outputs stay, an engine multiplies its loss.</summary>
/// <remarks>For a loop of one's own, <see cref="Losses.NoAddedUnitLoss"/> does the same to a loss.</remarks>
public sealed class WithLossFactor : torch.nn.Module<Tensor, Tensor>
{
    private readonly TensorModule network;
    private readonly LossFactor factor;

    /// <summary>Adds the scalars.</summary>
    /// <param name="network">The module; it becomes a part of this one.</param>
    /// <param name="maximumExponent">The clamp of b, positive and finite.</param>
    public WithLossFactor(torch.nn.Module<Tensor, Tensor> network, double maximumExponent = 25)
        : base(nameof(WithLossFactor))
    {
        ArgumentNullException.ThrowIfNull(network);
        (this.network, factor) = (network, new LossFactor(maximumExponent));
        register_module(nameof(network), network);
        register_module(nameof(factor), factor);
    }

    /// <summary>The module without the scalars.</summary>
    public torch.nn.Module<Tensor, Tensor> Network => network;

    /// <summary>The scalars.</summary>
    public LossFactor Factor => factor;

    /// <summary>The module's own outputs.</summary>
    public override Tensor forward(Tensor input) => network.call(input);
}
