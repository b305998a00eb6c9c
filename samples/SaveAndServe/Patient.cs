using Microsoft.ML.Data;

namespace MLNetLandscape.SaveAndServe;

/// <summary>A row of wdbc.csv: measurements of cell nuclei, and what the pathologist said: M or B.</summary>
internal sealed class Patient
{
    public const int FeatureCount = 30;

    [LoadColumn(0, FeatureCount - 1)]
    [VectorType(FeatureCount)]
    public float[] Features { get; set; } = [];

    [LoadColumn(FeatureCount)]
    public string Diagnosis { get; set; } = "";
}
