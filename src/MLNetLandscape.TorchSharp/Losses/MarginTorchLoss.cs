using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.TorchSharp.Losses;

/// <summary>A loss l(z) of the margin z = -y f(x) of one output.</summary>
public abstract class MarginTorchLoss : TorchLoss
{
    private protected MarginTorchLoss(MarginLoss definition)
        : base(definition)
    {
    }

    /// <inheritdoc/>
    private protected sealed override Tensor Rows(Tensor outputs, Tensor targets) => OfMargin(outputs.mul(targets).neg().reshape(-1));

    /// <summary>l(z), elementwise.</summary>
    private protected abstract Tensor OfMargin(Tensor z);
}
