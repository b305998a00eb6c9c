namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>What the recursion carries from layer to layer for one row: dE/dy and d2E/dy2 of the tensor y between two layers.</summary>
/// <param name="largest">The largest tensor.</param>
internal sealed class SampleState(int largest)
{
    private double[] gradient = new double[largest];
    private double[] otherGradient = new double[largest];
    private double[] hessian = new double[checked(largest * largest)];
    private double[] otherHessian = new double[checked(largest * largest)];

    /// <summary>dE/dy.</summary>
    public Span<double> Gradient(int size) => gradient.AsSpan(0, size);

    /// <summary>d2E/dy2, row-major.</summary>
    public Span<double> Hessian(int size) => hessian.AsSpan(0, size * size);

    /// <summary>Cleared room for the gradient before the layer; <see cref="Swap"/> makes it current.</summary>
    public Span<double> NextGradient(int size) => Cleared(otherGradient.AsSpan(0, size));

    /// <summary>Cleared room for the Hessian before the layer.</summary>
    public Span<double> NextHessian(int size) => Cleared(otherHessian.AsSpan(0, size * size));

    /// <summary>Goes to the tensor before the layer.</summary>
    public void Swap()
    {
        (gradient, otherGradient) = (otherGradient, gradient);
        (hessian, otherHessian) = (otherHessian, hessian);
    }

    private static Span<double> Cleared(Span<double> span)
    {
        span.Clear();
        return span;
    }
}
