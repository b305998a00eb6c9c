using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.TorchSharp.Losses;

/// <summary>The squared loss l = 1/2 ||f - y||^2, the sum over outputs.</summary>
public sealed class SquaredLoss() : TorchLoss(new Squared())
{
    /// <inheritdoc/>
    private protected override Tensor Rows(Tensor outputs, Tensor targets) => outputs.sub(targets).square().sum(1).mul(0.5);
}
