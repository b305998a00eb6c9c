using System.Numerics.Tensors;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Surfaces;

/// <summary>One thread's objective, a fork that it owns, and buffers for places of a slice.</summary>
internal sealed class SliceWorker(IObjective objective, SliceSpace space) : IDisposable
{
    private readonly double[] parameters = new double[objective.Dimension];
    private readonly double[] gradient = new double[objective.Dimension];

    /// <summary>The objective at a place.</summary>
    public double Value(ReadOnlySpan<double> place)
    {
        space.Point(place, parameters);
        return objective.Value(parameters);
    }

    /// <inheritdoc/>
    public void Dispose() => (objective as IDisposable)?.Dispose();

    /// <summary>The length of the gradient of the objective as a function of the place.</summary>
    public double GradientNorm(ReadOnlySpan<double> place)
    {
        space.Point(place, parameters);
        objective.Gradient(parameters, gradient);
        double sum = 0;
        for (int k = 0; k < space.Dimensions; k++)
        {
            double slope = TensorPrimitives.Dot(space.Direction(k), gradient);
            sum += slope * slope;
        }

        return Math.Sqrt(sum);
    }
}
