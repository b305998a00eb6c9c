using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>W x + b with a last column of W that multiplies an exponential unit's output: its numbers are scales a, not weights.</summary>
internal sealed class AffineLayer : torch.nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;

    /// <summary>Takes over both.</summary>
    public AffineLayer(Parameter weight, Parameter? bias)
        : base(nameof(AffineLayer))
    {
        (this.weight, this.bias) = (weight, bias);
        register_parameter(nameof(weight), weight);
        if (bias is not null)
        {
            register_parameter(nameof(bias), bias);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return torch.nn.functional.linear(ModuleRules.AsRows(input, weight.shape[1], nameof(AffineLayer)), weight, bias).MoveOut(input);
    }
}
