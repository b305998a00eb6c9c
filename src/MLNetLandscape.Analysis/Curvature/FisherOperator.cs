using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Curvature;

/// <summary>The true Fisher matrix F = sum_i (w_i / W) E_y[g_i(y) g_i(y)'], labels y drawn from the model's own distribution p(y | f(x_i)).</summary>
/// <remarks>
/// Defined where the loss is a negative log-likelihood whose outputs are natural parameters: softmax cross entropy (categorical), logistic
/// (Bernoulli) and squared (normal of unit variance). There it equals the Gauss-Newton matrix, by which it is computed without drawing (Martens,
/// "New insights and perspectives on the natural gradient method", JMLR 21 (2020), section 9.2, arXiv:1412.1193). PolynomialHinge is no
/// log-likelihood, and the Huber loss's Fisher matrix is not its Gauss-Newton matrix: both are refused.
/// </remarks>
public sealed class FisherOperator : ICurvatureOperator
{
    private readonly GaussNewtonOperator gaussNewton;

    /// <summary>Binds an objective's network, loss and data to a point, which is copied.</summary>
    /// <exception cref="ArgumentException">The point does not fit, or the loss is no log-likelihood of that kind.</exception>
    public FisherOperator(NetworkObjective objective, ReadOnlySpan<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(objective);
        gaussNewton = objective.Loss is SoftmaxCrossEntropy or Logistic or Squared
            ? new GaussNewtonOperator(objective, parameters)
            : throw new ArgumentException(
                $"The true Fisher matrix is defined for SoftmaxCrossEntropy, Logistic and Squared, but the loss is {objective.Loss.GetType().Name}. "
                + "Use GaussNewtonOperator or EmpiricalFisherOperator, which are defined for every loss.",
                nameof(objective));
    }

    /// <inheritdoc/>
    public int Dimension => gaussNewton.Dimension;

    /// <inheritdoc/>
    public void Multiply(ReadOnlySpan<double> vector, Span<double> product) => gaussNewton.Multiply(vector, product);
}
