namespace MLNetLandscape.Analysis.Curvature;

/// <summary>What every operator asks of its point and its vectors.</summary>
internal static class OperatorRules
{
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void CheckLengths(ICurvatureOperator curvature, ReadOnlySpan<double> vector, ReadOnlySpan<double> product)
    {
        int dimension = curvature.Dimension;
        if (vector.Length != dimension)
        {
            throw new ArgumentException($"vector must have Dimension = {dimension} numbers, but had {vector.Length}.", nameof(vector));
        }

        if (product.Length != dimension)
        {
            throw new ArgumentException($"product must have Dimension = {dimension} numbers, but had {product.Length}.", nameof(product));
        }
    }

    /// <exception cref="ArgumentException">The length does not fit, or a number is not finite.</exception>
    public static void CheckPoint(ReadOnlySpan<double> parameters, int dimension)
    {
        if (parameters.Length != dimension)
        {
            throw new ArgumentException(
                $"The objective takes {dimension} parameters, but {parameters.Length} were given. Use the model that the objective was made for.", nameof(parameters));
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            if (!double.IsFinite(parameters[i]))
            {
                throw new ArgumentException(
                    $"parameters[{i}] must be finite, but was {parameters[i]}. The training that produced it has diverged: there is no curvature to speak of.",
                    nameof(parameters));
            }
        }
    }
}
