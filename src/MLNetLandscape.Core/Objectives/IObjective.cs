namespace MLNetLandscape.Core.Objectives;

/// <summary>A twice differentiable function of a flat vector of doubles: what every analysis tool consumes.</summary>
/// <remarks>Deterministic: equal parameters give equal bits. Not safe for concurrent calls; <see cref="Fork"/> gives each thread its own.</remarks>
public interface IObjective
{
    /// <summary>The length of a parameter vector.</summary>
    int Dimension { get; }

    /// <summary>The value at <paramref name="parameters"/>.</summary>
    /// <exception cref="ArgumentException">The length is not <see cref="Dimension"/>.</exception>
    double Value(ReadOnlySpan<double> parameters);

    /// <summary>Writes the gradient at <paramref name="parameters"/> and returns the value.</summary>
    double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient);

    /// <summary>Writes the product of the Hessian at <paramref name="parameters"/> with <paramref name="vector"/>, exactly (no differences).</summary>
    void HessianVectorProduct(ReadOnlySpan<double> parameters, ReadOnlySpan<double> vector, Span<double> product);

    /// <summary>The same function with buffers of its own. Who asks for a fork that is <see cref="IDisposable"/> disposes of it.</summary>
    IObjective Fork();
}
