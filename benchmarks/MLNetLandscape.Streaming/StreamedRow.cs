using Microsoft.ML.Data;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Streaming;

/// <summary>A made-up row of 30 features, some of which decide the label.</summary>
internal sealed class StreamedRow
{
    public const int FeatureCount = 30;

    [VectorType(FeatureCount)]
    public float[] Features { get; set; } = [];

    public bool Label { get; set; }

    /// <summary>Rows made as they are read: nothing keeps them.</summary>
    public static IEnumerable<StreamedRow> Generate(long count)
    {
        RandomSource random = new(1);
        for (long row = 0; row < count; row++)
        {
            float[] features = new float[FeatureCount];
            for (int j = 0; j < FeatureCount; j++)
            {
                features[j] = (float)((2 * random.NextDouble()) - 1);
            }

            yield return new StreamedRow { Features = features, Label = (features[0] * features[1]) + features[2] > 0 };
        }
    }
}
