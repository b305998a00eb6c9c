using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Curvature;

/// <summary>The empirical Fisher matrix E = sum_i (w_i / W) g_i g_i', g_i = d l_i / dp the gradient of row i's own loss at its own label.</summary>
/// <remarks>
/// Defined for every loss, and no Fisher matrix in general: it vanishes wherever every row is fitted, whatever the curvature (Kunstner, Balles,
/// Hennig, "Limitations of the empirical Fisher approximation", NeurIPS 2019, arXiv:1905.12558). For the true one, see <see cref="FisherOperator"/>.
/// </remarks>
public sealed class EmpiricalFisherOperator : NetworkCurvatureOperator
{
    private readonly double[] gradient;
    private readonly int stride = BatchTensor<double>.PanelWidth;

    /// <summary>Binds an objective's network, loss and data to a point, which is copied.</summary>
    /// <exception cref="ArgumentException">The point does not fit or is not finite, or the objective has a loss factor.</exception>
    public EmpiricalFisherOperator(NetworkObjective objective, ReadOnlySpan<double> parameters)
        : base(objective, parameters) => gradient = new double[objective.CreateNetwork(parameters).OutputSize * stride];

    private protected override void MultiplyOutputs(
        ReadOnlySpan<double> outputs, ReadOnlySpan<double> target, ReadOnlySpan<double> tangent, Span<double> product, double weight)
    {
        Loss.Evaluate(outputs, target, gradient, stride, 1);
        double along = 0;
        for (int k = 0; k < gradient.Length; k += stride)
        {
            along += gradient[k] * tangent[k];
        }

        for (int k = 0; k < gradient.Length; k += stride)
        {
            product[k] = weight * along * gradient[k];
        }
    }
}
