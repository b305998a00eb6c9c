namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>How the objective is descended, on all rows at once.</summary>
public enum MinimumOptimizer
{
    /// <summary>Steps along the negative gradient, of fixed size.</summary>
    GradientDescent,

    /// <summary>Adam with its usual decays.</summary>
    Adam,
}
