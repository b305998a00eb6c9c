using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Curvature.Kronecker;

/// <summary>KFRA's approximation of the Gauss-Newton matrix of an objective's data term: block-diagonal, a Kronecker product for each dense layer.</summary>
/// <remarks>
/// Between layers, and for a skip neuron's parameters, it is zero. Exact within the layers for one row, and for linear networks with a squared loss at
/// any number of rows; otherwise compare it with <see cref="GaussNewtonOperator"/>. See <see cref="KfraRecursion"/> for the formula and its source.
/// </remarks>
public sealed class KfraOperator : ICurvatureOperator
{
    /// <summary>Binds an objective's network, loss and data to a point, which is copied, and computes the factors.</summary>
    /// <exception cref="ArgumentException">The point does not fit or is not finite, or KFRA does not take the network.</exception>
    public KfraOperator(NetworkObjective objective, ReadOnlySpan<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(objective);
        OperatorRules.CheckPoint(parameters, objective.Dimension);
        Dataset<double> data = objective.Data;
        int capacity = Math.Min(objective.ChunkRows, data.Rows);
        Network<double> network = objective.CreateNetwork(parameters);
        KfraRecursion recursion = new(network, objective.Loss, capacity);
        recursion.Begin();
        for (int first = 0; first < data.Rows; first += capacity)
        {
            int rows = Math.Min(capacity, data.Rows - first);
            recursion.Add(
                data.Features.Span.Slice(first * data.FeatureCount, rows * data.FeatureCount),
                data.Targets.Span.Slice(first * data.TargetWidth, rows * data.TargetWidth),
                data.Weights is { } weights ? weights.Span.Slice(first, rows) : default);
        }

        Factors = recursion.Finish();
        Dimension = objective.Dimension;
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <summary>The layers' factors, each an operator over its layer's parameters.</summary>
    public IReadOnlyList<KroneckerFactors> Factors { get; }

    /// <inheritdoc/>
    public void Multiply(ReadOnlySpan<double> vector, Span<double> product)
    {
        OperatorRules.CheckLengths(this, vector, product);
        product.Clear();
        foreach (KroneckerFactors factors in Factors)
        {
            factors.Multiply(vector.Slice(factors.Block.Offset, factors.Block.Length), product.Slice(factors.Block.Offset, factors.Block.Length));
        }
    }
}
