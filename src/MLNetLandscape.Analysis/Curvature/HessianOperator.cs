using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Curvature;

/// <summary>The Hessian of an objective at a point, penalties included, by exact products.</summary>
public sealed class HessianOperator : ICurvatureOperator
{
    private readonly IObjective objective;
    private readonly double[] parameters;

    /// <summary>Binds an objective to a point, which is copied.</summary>
    /// <exception cref="ArgumentException">The point has not the objective's dimension, or a number is not finite.</exception>
    public HessianOperator(IObjective objective, ReadOnlySpan<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(objective);
        OperatorRules.CheckPoint(parameters, objective.Dimension);
        this.objective = objective;
        this.parameters = parameters.ToArray();
    }

    /// <inheritdoc/>
    public int Dimension => parameters.Length;

    /// <inheritdoc/>
    public void Multiply(ReadOnlySpan<double> vector, Span<double> product)
    {
        OperatorRules.CheckLengths(this, vector, product);
        objective.HessianVectorProduct(parameters, vector, product);
    }
}
