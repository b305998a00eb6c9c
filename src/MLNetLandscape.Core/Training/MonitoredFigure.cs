namespace MLNetLandscape.Core.Training;

/// <summary>The figure that early stopping watches.</summary>
public enum MonitoredFigure
{
    /// <summary>The mean validation loss without penalties.</summary>
    ValidationLoss,

    /// <summary>The validation accuracy or root mean squared error.</summary>
    ValidationMetric,

    /// <summary>
    /// |a|, the scale of the exponential neuron, as evaluated on the training data, or else on the validation data; no validation data are needed. The theorems have it vanish at
    /// every local minimum. An epoch counts as better only where the neuron's largest term on the data is not larger than at the best epoch so far: on the way to infinity
    /// the scale vanishes, too, while the exponent grows, and that certifies nothing.
    /// </summary>
    NeuronScale,
}
