namespace MLNetLandscape.Experiments.Hessians;

/// <summary>The activation of the hidden layers.</summary>
public enum HessianActivation
{
    /// <summary>Piecewise linear, what the theorem is about.</summary>
    Relu,

    /// <summary>The negative control.</summary>
    Tanh,
}
