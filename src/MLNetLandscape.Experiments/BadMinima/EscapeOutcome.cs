namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>How a descent fared against bad minima.</summary>
public enum EscapeOutcome
{
    /// <summary>The base network itself is at the least loss found.</summary>
    Solved,

    /// <summary>The objective with the neuron is there, the base network is not: stripped of the neuron it is as bad as before or worse.</summary>
    OnlySeems,

    /// <summary>Neither is.</summary>
    Stuck,

    /// <summary>Numbers overflowed.</summary>
    BrokeDown,
}
