namespace MLNetLandscape.Core.Randomness;

/// <summary>What a random stream is for: streams of different purposes never share numbers. The values are frozen; results depend on them.</summary>
public enum RandomPurpose
{
    /// <summary>Initial parameters.</summary>
    Initialization = 1,

    /// <summary>The order of rows within an epoch.</summary>
    Shuffling = 2,

    /// <summary>Dropout masks.</summary>
    Dropout = 3,

    /// <summary>Splits of the data.</summary>
    Splitting = 4,

    /// <summary>A run of an experiment.</summary>
    Run = 5,

    /// <summary>Generated data.</summary>
    Data = 6,

    /// <summary>The parameters of exponential neurons.</summary>
    Neuron = 7,

    /// <summary>One layer of a network.</summary>
    Layer = 8,

    /// <summary>Probe vectors of randomised linear algebra.</summary>
    Probe = 9,

    /// <summary>A population that evolves: gates of a network.</summary>
    Evolution = 20,

    /// <summary>Proposals of supervised pretraining.</summary>
    Pretraining = 30,
}
