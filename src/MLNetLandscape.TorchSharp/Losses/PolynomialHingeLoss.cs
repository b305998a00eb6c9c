using MLNetLandscape.Core.Losses;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Losses;

/// <summary>The polynomial hinge loss l(z) = max(0, 1 + z)^p of z = -y f(x).</summary>
/// <remarks>Source: Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671, Assumption 1.</remarks>
/// <param name="power">p, at least 3, so that l is twice continuously differentiable.</param>
public sealed class PolynomialHingeLoss(int power = 3) : MarginTorchLoss(new PolynomialHinge(power))
{
    private readonly int p = power;

    /// <inheritdoc/>
    private protected override Tensor OfMargin(Tensor z) => z.Plus(1).relu().Power(p);
}
