using MLNetLandscape.Core.Losses;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Losses;

/// <summary>The squared loss l = 1/2 ||f - y||^2, the sum over outputs.</summary>
public sealed class SquaredLoss() : TorchLoss(new Squared())
{
    /// <inheritdoc/>
    private protected override Tensor Rows(Tensor outputs, Tensor targets) => outputs.sub(targets).Squared().sum(1).Times(0.5);
}
