namespace MLNetLandscape.Experiments.SupervisedPretraining;

/// <summary>One network to grow on one data set.</summary>
public sealed record PretrainingTrialSettings
{
    /// <summary>The part of the experiment that it belongs to.</summary>
    public required string Part { get; init; }

    /// <summary>Rows of data, n, at least 2.</summary>
    public required int Rows { get; init; }

    /// <summary>Whether neurons are ReLUs; tanh otherwise.</summary>
    public required bool IsRelu { get; init; }

    /// <summary>Hidden layers; 1 grows a shallow network.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Neurons of each layer.</summary>
    public required int Units { get; init; }

    /// <summary>Whether every layer reads the input.</summary>
    public bool ConnectInputs { get; init; }

    /// <summary>Perturbations after each neuron.</summary>
    public int Changes { get; init; }

    /// <summary>Directions of L-BFGS afterwards; 0 trains nothing.</summary>
    public int TrainingIterations { get; init; }
}
