using MLNetLandscape.Core.Losses;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Losses;

/// <summary>The Huber loss: the sum over outputs of r^2 / 2 for |r| up to the threshold d, d (|r| - d / 2) beyond, with r = f - y.</summary>
/// <remarks>Source: Huber, "Robust estimation of a location parameter", Annals of Mathematical Statistics 35 (1964), 73-101.</remarks>
/// <param name="threshold">d, positive and finite.</param>
public sealed class HuberLoss(double threshold = 1) : TorchLoss(new Huber(threshold))
{
    private readonly double d = threshold;

    /// <inheritdoc/>
    private protected override Tensor Rows(Tensor outputs, Tensor targets)
    {
        Tensor r = outputs.sub(targets);
        Tensor size = r.abs();
        return torch.where(size.IsAbove(d), size.Minus(d / 2).Times(d), r.Squared().Times(0.5)).sum(1);
    }
}
