namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>Methods and arms in words.</summary>
internal static class BadMinimaNames
{
    /// <summary>A method.</summary>
    public static string Of(MinimumOptimizer optimizer) => optimizer == MinimumOptimizer.Adam ? "Adam" : "descent";

    /// <summary>An arm.</summary>
    public static string Of(MinimumArm arm, MinimumProblem problem) => arm switch
    {
        MinimumArm.Plain => "plain",
        MinimumArm.Skip => problem.Name == "two-outputs" ? "neuron an output" : "neuron",
        MinimumArm.Monomial => "monomial neuron",
        MinimumArm.Layerwise => "unit a layer",
        _ => "no added unit",
    };
}
