using Microsoft.ML.Data;
using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Mnist;

/// <summary>An image of a handwritten digit.</summary>
internal sealed class Digit
{
    [VectorType(28 * 28)]
    public float[] Features { get; set; } = [];

    /// <summary>A key of ten values, here from 0, as ML.NET wants it in objects.</summary>
    [KeyType(10)]
    public uint Label { get; set; }

    /// <summary>The first rows of a data set, one at a time.</summary>
    public static IEnumerable<Digit> Of(Dataset<float> data, int rows) => Enumerable.Range(0, Math.Min(rows, data.Rows)).Select(row => new Digit
    {
        Features = data.Features.Slice(row * data.FeatureCount, data.FeatureCount).ToArray(),
        Label = (uint)data.Targets.Span[row],
    });
}
