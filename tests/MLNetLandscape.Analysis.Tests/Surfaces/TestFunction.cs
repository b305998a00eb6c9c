using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Tests.Surfaces;

/// <summary>An objective from a formula and its gradient; it has no Hessian.</summary>
internal sealed class TestFunction(int dimension, Func<double[], double> value, Func<double[], double[]> gradient) : IObjective
{
    public int Dimension => dimension;

    public double Value(ReadOnlySpan<double> parameters) => value(parameters.ToArray());

    public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradientAt)
    {
        gradient(parameters.ToArray()).CopyTo(gradientAt);
        return Value(parameters);
    }

    public void HessianVectorProduct(ReadOnlySpan<double> parameters, ReadOnlySpan<double> vector, Span<double> product) => throw new NotSupportedException();

    public IObjective Fork() => new TestFunction(dimension, value, gradient);
}
