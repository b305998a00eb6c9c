namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>One layer of the recursion: carries first and second derivatives of one row's loss from its output to its input.</summary>
internal abstract class RecursionStage(int inputSize, int outputSize)
{
    /// <summary>Numbers in a row of input.</summary>
    public int InputSize => inputSize;

    /// <summary>Numbers in a row of output.</summary>
    public int OutputSize => outputSize;

    /// <summary>Carries the state from the layer's output to its input.</summary>
    /// <param name="state">Derivatives with respect to y; with respect to x afterwards.</param>
    /// <param name="x">The row's input.</param>
    /// <param name="y">The row's output.</param>
    /// <param name="needInput">Whether anybody wants the derivatives with respect to x.</param>
    public abstract void Propagate(SampleState state, ReadOnlySpan<double> x, ReadOnlySpan<double> y, bool needInput);
}
