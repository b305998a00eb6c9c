namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>What is trained.</summary>
public enum KawaguchiVariant
{
    /// <summary>Dense layers with ReLU.</summary>
    Dense,

    /// <summary>The same with an L1 penalty.</summary>
    L1,

    /// <summary>The same with an L2 penalty.</summary>
    L2,

    /// <summary>The same with dropout.</summary>
    Dropout,

    /// <summary>The same with batch normalization after each ReLU.</summary>
    BatchNormalization,

    /// <summary>Two convolutions in place of the hidden layers.</summary>
    Convolutional,

    /// <summary>A hidden layer and two residual blocks.</summary>
    Residual,

    /// <summary>A recurrent layer that reads the image row by row.</summary>
    Recurrent,

    /// <summary>Deep linear networks, by the formula of their critical values.</summary>
    Linear,

    /// <summary>Generative adversarial networks on a ring of Gaussians.</summary>
    Adversarial,
}
