using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>A hidden layer that gains one exponential unit: y = [inner(x); exp(w'x + b)]. Parameters: those of <c>inner</c>, then those of <c>unit</c>.</summary>
internal sealed class ExponentialUnitLayer : torch.nn.Module<Tensor, Tensor>
{
    private readonly TensorModule inner;
    private readonly ExponentialUnit unit;

    /// <summary>Joins both; they become parts of this module.</summary>
    public ExponentialUnitLayer(TensorModule inner, ExponentialUnit unit)
        : base(nameof(ExponentialUnitLayer))
    {
        (this.inner, this.unit) = (inner, unit);
        register_module(nameof(inner), inner);
        register_module(nameof(unit), unit);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        Tensor units = inner.call(input);
        using DisposeScope scope = torch.NewDisposeScope();
        return torch.cat([units, unit.call(input)], 1).MoveOut(input, units);
    }
}
