namespace MLNetLandscape.Analysis.Curvature;

/// <summary>A diagonal block of an operator: the rows and columns [offset, offset + length).</summary>
/// <remarks>A product with the block costs one with the whole. For layer blocks of dense and convolutional networks, <see cref="Layerwise.LayerwiseHessian"/> is far cheaper.</remarks>
public sealed class BlockOperator : ICurvatureOperator
{
    private readonly ICurvatureOperator whole;
    private readonly int offset;
    private readonly double[] wholeVector;
    private readonly double[] wholeProduct;

    /// <summary>Binds the block.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The block is empty or leaves the operator.</exception>
    public BlockOperator(ICurvatureOperator whole, int offset, int length)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, whole.Dimension - offset);
        (this.whole, this.offset, Dimension) = (whole, offset, length);
        wholeVector = new double[whole.Dimension];
        wholeProduct = new double[whole.Dimension];
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public void Multiply(ReadOnlySpan<double> vector, Span<double> product)
    {
        OperatorRules.CheckLengths(this, vector, product);
        vector.CopyTo(wholeVector.AsSpan(offset));
        whole.Multiply(wholeVector, wholeProduct);
        wholeProduct.AsSpan(offset, Dimension).CopyTo(product);
    }
}
