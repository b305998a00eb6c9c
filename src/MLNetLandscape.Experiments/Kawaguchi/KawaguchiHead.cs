namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>What the outputs are, and which loss they have.</summary>
public enum KawaguchiHead
{
    /// <summary>ReLU outputs and squared loss: a dead output says zero for ever.</summary>
    Relu,

    /// <summary>Identity outputs and squared loss, the control.</summary>
    Identity,

    /// <summary>The squared loss of the outputs' softmax.</summary>
    Softmax,

    /// <summary>Cross entropy.</summary>
    CrossEntropy,
}
