namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>The sum over rows of Hpre (x) a a', a layer's block, in the order of the layer's parameters (W row by row, then b).</summary>
internal abstract class BlockSum
{
    /// <summary>Adds a row.</summary>
    /// <param name="hessian">Hpre, n x n, already weighted.</param>
    /// <param name="inputs">a with a 1 behind it, for each place.</param>
    public abstract void Add(ReadOnlySpan<double> hessian, ReadOnlySpan<double> inputs);

    /// <summary>The block, row-major and symmetric; to be called once.</summary>
    public abstract double[] Finish();
}
