using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Curvature;

/// <summary>The generalised Gauss-Newton matrix G = sum_i (w_i / W) J_i' H_i J_i of the data term, H_i = d2l/df2 the loss Hessian of row i.</summary>
/// <remarks>
/// <para>Positive semi-definite where the loss is convex in the outputs, as all losses but the squared softmax are. It is the Hessian of the data term with the network
/// linearised; the two agree where every H_i weighs against zero residual derivatives, and wherever f is linear in the parameters.</para>
/// <para>Source: Schraudolph, "Fast curvature matrix-vector products for second-order gradient descent", Neural Computation 14 (2002), 1723-1738.</para>
/// </remarks>
public sealed class GaussNewtonOperator : NetworkCurvatureOperator
{
    /// <summary>Binds an objective's network, loss and data to a point, which is copied.</summary>
    /// <exception cref="ArgumentException">The point does not fit or is not finite, or the objective has a loss factor.</exception>
    public GaussNewtonOperator(NetworkObjective objective, ReadOnlySpan<double> parameters)
        : base(objective, parameters)
    {
    }

    private protected override void MultiplyOutputs(
        ReadOnlySpan<double> outputs, ReadOnlySpan<double> target, ReadOnlySpan<double> tangent, Span<double> product, double weight) =>
        Loss.HessianProduct(outputs, target, tangent, product, BatchTensor<double>.PanelWidth, weight);
}
