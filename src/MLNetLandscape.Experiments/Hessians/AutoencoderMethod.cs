namespace MLNetLandscape.Experiments.Hessians;

/// <summary>How the autoencoder is trained; its one setting is tried at several values.</summary>
public enum AutoencoderMethod
{
    /// <summary>KFRA; the setting is the first damping.</summary>
    Kfra,

    /// <summary>Adam; the setting is the learning rate.</summary>
    Adam,

    /// <summary>Gradient descent with a momentum of 0.9; the setting is the learning rate.</summary>
    Sgd,
}
