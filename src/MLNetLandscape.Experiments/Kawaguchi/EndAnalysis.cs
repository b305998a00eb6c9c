namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>The surroundings of the point at which a training ended, on the rows compared on.</summary>
/// <param name="GradientNorm">||gradient||.</param>
/// <param name="Smallest">The smallest Ritz value of the Hessian.</param>
/// <param name="Largest">The largest.</param>
/// <param name="Perturbed">The mean loss after a random step of relative length 0.001, 0.01 and 0.1, over the loss before; means over directions.</param>
public sealed record EndAnalysis(double GradientNorm, double Smallest, double Largest, IReadOnlyList<double> Perturbed)
{
    /// <summary>The relative lengths of the steps.</summary>
    public static IReadOnlyList<double> Lengths { get; } = [0.001, 0.01, 0.1];
}
