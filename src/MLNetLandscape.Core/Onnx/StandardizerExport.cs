using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Onnx;

/// <summary>Writes a standardizer: x' = (x - mean) / deviation.</summary>
/// <remarks>
/// The graph computes in single precision, because not every runtime has double. A mean far from zero would lose digits of x - mean, so it is
/// written as the sum of two numbers h + l, h the mean rounded and l the rest: x - h is exact for an x near the mean, and (x - h) - l is then
/// right to a few units of the last place, as <see cref="Standardizer"/>'s own result in double is.
/// </remarks>
internal static class StandardizerExport
{
    private static readonly OnnxScope Scope = new("standardization", "Standardizer");

    /// <summary>Adds the scaling and returns the scaled value.</summary>
    /// <exception cref="ArgumentException">A mean or deviation is beyond single precision.</exception>
    public static OnnxValue Write(OnnxGraph graph, Standardizer standardizer, OnnxValue input)
    {
        int width = standardizer.Means.Length;
        float[] high = new float[width];
        float[] low = new float[width];
        float[] deviations = new float[width];
        for (int j = 0; j < width; j++)
        {
            high[j] = (float)standardizer.Means[j];
            low[j] = (float)(standardizer.Means[j] - high[j]);
            deviations[j] = (float)standardizer.Deviations[j];
            if (!float.IsFinite(high[j]) || !float.IsNormal(deviations[j]))
            {
                throw new ArgumentException(
                    $"Feature {j} is scaled by the mean {standardizer.Means[j]} and the deviation {standardizer.Deviations[j]}, but an ONNX graph "
                    + "computes in single precision, where both must be at most 3.4E+38 and the deviation at least 1.2E-38. "
                    + "Rescale the feature, or set IncludeStandardization to false.");
            }
        }

        string centred = graph.AddNode("Sub", Scope, [input.Name, graph.AddConstant("standardization_means", high, width)]);
        if (low.AsSpan().ContainsAnyExcept(0f))
        {
            centred = graph.AddNode("Sub", Scope, [centred, graph.AddConstant("standardization_means_rest", low, width)]);
        }

        return input with
        {
            Name = graph.AddNode("Div", Scope, [centred, graph.AddConstant("standardization_deviations", deviations, width)]),
        };
    }
}
