namespace MLNetLandscape.Experiments.ExponentialNeurons;

/// <summary>Whether there is a neuron, and how it starts and moves.</summary>
public enum EegArm
{
    /// <summary>None.</summary>
    Plain,

    /// <summary>With this library's start: w uniform within 0.1 / sqrt(d).</summary>
    Neuron,

    /// <summary>The same, its gradient clipped to norm 1.</summary>
    NeuronClipped,

    /// <summary>With the article's start: a, w uniform within 0.05.</summary>
    NeuronArticleStart,
}
