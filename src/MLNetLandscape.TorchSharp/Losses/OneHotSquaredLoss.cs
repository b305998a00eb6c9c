using MLNetLandscape.Core.Losses;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Losses;

/// <summary>The squared loss l = 1/2 ||q - e_y||^2 of class y = 0 .. K - 1, with q the outputs or their softmax.</summary>
/// <remarks>Targets are class indices in the outputs' own type, or int64.</remarks>
/// <param name="appliesSoftmax">Whether q is the softmax of the outputs.</param>
public sealed class OneHotSquaredLoss(bool appliesSoftmax = false) : TorchLoss(new OneHotSquared(appliesSoftmax))
{
    private readonly bool isSoftmax = appliesSoftmax;

    /// <inheritdoc/>
    private protected override Tensor Rows(Tensor outputs, Tensor targets)
    {
        Tensor q = isSoftmax ? torch.nn.functional.softmax(outputs, 1) : outputs;
        Tensor e = torch.zeros_like(outputs).scatter(1, targets.to(ScalarType.Int64), torch.ones_like(targets.to(outputs.dtype)));
        return q.sub(e).Squared().sum(1).Times(0.5);
    }
}
