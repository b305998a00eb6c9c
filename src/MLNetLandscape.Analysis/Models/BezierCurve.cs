using System.Numerics.Tensors;

namespace MLNetLandscape.Analysis.Models;

/// <summary>theta(t) = (1 - t)^2 A + 2 t (1 - t) C + t^2 B.</summary>
/// <param name="Start">A.</param>
/// <param name="Control">C; the middle of A and B makes the curve the straight line at even speed.</param>
/// <param name="End">B.</param>
internal sealed record BezierCurve(double[] Start, double[] Control, double[] End)
{
    /// <summary>Writes theta(t); at 0 and 1 exactly the ends.</summary>
    public void Point(double t, Span<double> parameters)
    {
        TensorPrimitives.Multiply(Start, (1 - t) * (1 - t), parameters);
        TensorPrimitives.MultiplyAdd(Control, 2 * t * (1 - t), parameters, parameters);
        TensorPrimitives.MultiplyAdd(End, t * t, parameters, parameters);
    }
}
