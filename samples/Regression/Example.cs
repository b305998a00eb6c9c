using Microsoft.ML.Data;

namespace MLNetLandscape.Regression;

/// <summary>A row: features and the number to predict.</summary>
internal sealed class Example
{
    public const int FeatureCount = 10;

    [VectorType(FeatureCount)]
    public float[] Features { get; set; } = [];

    public float Label { get; set; }
}
