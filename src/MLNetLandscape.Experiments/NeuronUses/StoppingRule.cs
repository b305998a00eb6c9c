namespace MLNetLandscape.Experiments.NeuronUses;

/// <summary>When a training stops and which epoch it keeps.</summary>
public enum StoppingRule
{
    /// <summary>After the last epoch, which is kept.</summary>
    Never,

    /// <summary>When the validation loss has not fallen for some epochs; the best is kept.</summary>
    ValidationLoss,

    /// <summary>When the neuron's scale has not fallen for some epochs, with the guard against divergence; the best is kept. Needs no validation data.</summary>
    NeuronScale,
}
