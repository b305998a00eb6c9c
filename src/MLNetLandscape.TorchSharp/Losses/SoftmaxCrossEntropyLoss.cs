using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.TorchSharp.Losses;

/// <summary>The cross entropy l = -log softmax(f)_y of class y = 0 .. K - 1, with the outputs as logits.</summary>
/// <remarks>Targets are class indices in the outputs' own type, or int64.</remarks>
public sealed class SoftmaxCrossEntropyLoss() : TorchLoss(new SoftmaxCrossEntropy())
{
    /// <inheritdoc/>
    private protected override Tensor Rows(Tensor outputs, Tensor targets) =>
        torch.nn.functional.log_softmax(outputs, 1).gather(1, targets.to(ScalarType.Int64)).neg().reshape(-1);
}
