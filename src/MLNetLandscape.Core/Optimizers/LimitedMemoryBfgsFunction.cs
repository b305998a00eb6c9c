using MathNet.Numerics.Optimization;
using Matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>;
using Vector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace MLNetLandscape.Core.Optimizers;

/// <summary>An objective as MathNet wants it; MathNet creates a new one at the start of every line search.</summary>
internal sealed class LimitedMemoryBfgsFunction(LimitedMemoryBfgsSearch search) : IObjectiveFunction
{
    public Vector Point { get; private set; } = null!;

    public double Value { get; private set; }

    public bool IsGradientSupported => true;

    public Vector Gradient { get; private set; } = null!;

    public bool IsHessianSupported => false;

    public Matrix Hessian => throw new NotSupportedException("L-BFGS works without a Hessian.");

    public void EvaluateAt(Vector point)
    {
        (double value, double[] gradient) = search.Evaluate(point.ToArray());
        (Point, Value, Gradient) = (point, value, Vector.Build.Dense(gradient));
    }

    public IObjectiveFunction CreateNew()
    {
        search.BeginDirection();
        return new LimitedMemoryBfgsFunction(search);
    }

    public IObjectiveFunction Fork() => new LimitedMemoryBfgsFunction(search) { Point = Point, Value = Value, Gradient = Gradient };
}
