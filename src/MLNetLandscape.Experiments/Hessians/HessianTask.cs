namespace MLNetLandscape.Experiments.Hessians;

/// <summary>The pieces of the experiment on Hessians.</summary>
public enum HessianTask
{
    /// <summary>Layer blocks along a training run, and slices at its end.</summary>
    Blocks,

    /// <summary>An autoencoder trained by one method.</summary>
    Autoencoder,
}
