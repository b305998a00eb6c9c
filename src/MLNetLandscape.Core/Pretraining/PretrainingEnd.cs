namespace MLNetLandscape.Core.Pretraining;

/// <summary>Why a network stopped growing.</summary>
public enum PretrainingEnd
{
    /// <summary>It has all the neurons that were asked for.</summary>
    Complete,

    /// <summary>As many columns as rows: the training data is fitted, and no neuron can gain anything.</summary>
    FullRank,

    /// <summary><see cref="NeuronSearch.MaximumRejections"/> proposals in a row gained nothing.</summary>
    NoImprovement,

    /// <summary>The held-out data got no better for the patience of <see cref="HeldOutStop"/>.</summary>
    HeldOut,
}
