namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>What is added to a network against its bad minima.</summary>
public enum MinimumArm
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>An exponential neuron from the input to each output.</summary>
    Skip,

    /// <summary>A monomial neuron a (w'x + b)^p to the output.</summary>
    Monomial,

    /// <summary>An exponential unit in each hidden layer.</summary>
    Layerwise,

    /// <summary>No unit: two scalars in the loss.</summary>
    LossFactor,
}
