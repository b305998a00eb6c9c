using System.Numerics.Tensors;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Models;

/// <summary>The mean of an objective along a quadratic Bezier curve, as a function of its control point C: what a mode-connecting curve minimises.</summary>
/// <remarks>
/// The mean over t is that over the midpoints of equal intervals, so that the objective is deterministic; dL/dC = mean of 2 t (1 - t) dL/dtheta.
/// Source: Garipov, Izmailov, Podoprikhin, Vetrov, Wilson, NeurIPS 2018, arXiv:1802.10026, section 3, who draw t at random.
/// </remarks>
internal sealed class BezierObjective(IObjective objective, double[] start, double[] end) : IObjective, IDisposable
{
    /// <summary>Places of the mean.</summary>
    private const int Nodes = 12;

    private readonly double[] parameters = new double[objective.Dimension];
    private readonly double[] part = new double[objective.Dimension];
    private readonly double[] scaled = new double[objective.Dimension];

    /// <summary>Whether the objective is a fork of this one's own.</summary>
    private bool OwnsObjective { get; init; }

    /// <inheritdoc/>
    public int Dimension => objective.Dimension;

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> control)
    {
        BezierCurve curve = new(start, control.ToArray(), end);
        double sum = 0;
        for (int k = 0; k < Nodes; k++)
        {
            curve.Point(Node(k), parameters);
            sum += objective.Value(parameters);
        }

        return sum / Nodes;
    }

    /// <inheritdoc/>
    public double Gradient(ReadOnlySpan<double> control, Span<double> gradient)
    {
        BezierCurve curve = new(start, control.ToArray(), end);
        gradient.Clear();
        double sum = 0;
        for (int k = 0; k < Nodes; k++)
        {
            curve.Point(Node(k), parameters);
            sum += objective.Gradient(parameters, part);
            TensorPrimitives.MultiplyAdd(part, Share(k) / Nodes, gradient, gradient);
        }

        return sum / Nodes;
    }

    /// <inheritdoc/>
    public void HessianVectorProduct(ReadOnlySpan<double> control, ReadOnlySpan<double> vector, Span<double> product)
    {
        BezierCurve curve = new(start, control.ToArray(), end);
        product.Clear();
        for (int k = 0; k < Nodes; k++)
        {
            curve.Point(Node(k), parameters);
            TensorPrimitives.Multiply(vector, Share(k), scaled);
            objective.HessianVectorProduct(parameters, scaled, part);
            TensorPrimitives.MultiplyAdd(part, Share(k) / Nodes, product, product);
        }
    }

    /// <inheritdoc/>
    public IObjective Fork() => new BezierObjective(objective.Fork(), start, end) { OwnsObjective = true };

    /// <inheritdoc/>
    public void Dispose()
    {
        if (OwnsObjective)
        {
            (objective as IDisposable)?.Dispose();
        }
    }

    private static double Node(int k) => (k + 0.5) / Nodes;

    /// <summary>d theta / d C at a node.</summary>
    private static double Share(int k) => 2 * Node(k) * (1 - Node(k));
}
