using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.TorchSharp.Losses;

/// <summary>The logistic loss l(z) = log(1 + exp z) of z = -y f(x).</summary>
/// <remarks>As -log sigmoid(-z), which neither overflows nor, as LibTorch's softplus does beyond 20, replaces the loss by z.</remarks>
public sealed class LogisticLoss() : MarginTorchLoss(new Logistic())
{
    /// <inheritdoc/>
    private protected override Tensor OfMargin(Tensor z) => torch.nn.functional.logsigmoid(z.neg()).neg();
}
