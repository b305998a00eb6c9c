namespace MLNetLandscape.Core.Losses;

/// <summary>The assumptions under which the exponential-neuron theorems speak of a loss.</summary>
/// <remarks>Sources: Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671, Assumption 1; Kawaguchi and Kaelbling 2019, arXiv:1901.00279, Assumption 1.</remarks>
[Flags]
public enum LossAssumptions
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Twice continuously differentiable.</summary>
    TwiceDifferentiable = 1,

    /// <summary>A non-decreasing function of z = -y f(x).</summary>
    NonDecreasingInMargin = 2,

    /// <summary>Every critical point is a global minimum, and there is one: the logistic loss attains none.</summary>
    CriticalPointsAreGlobalMinima = 4,

    /// <summary>Global minima lie at z &lt; 0, so that they classify correctly.</summary>
    MinimaClassifyCorrectly = 8,

    /// <summary>Differentiable and convex in the outputs.</summary>
    ConvexInOutputs = 16,

    /// <summary>All that Theorem 1 of Liang et al. asks of a binary loss.</summary>
    SingleNeuronTheorem = TwiceDifferentiable | NonDecreasingInMargin | CriticalPointsAreGlobalMinima | MinimaClassifyCorrectly,
}
