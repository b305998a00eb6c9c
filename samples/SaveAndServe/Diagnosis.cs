using Microsoft.ML.Data;

namespace MLNetLandscape.SaveAndServe;

/// <summary>What the network says; the answer of POST /predict.</summary>
internal sealed class Diagnosis
{
    [ColumnName("PredictedLabel")]
    public bool IsMalignant { get; set; }

    public float Score { get; set; }

    public float Probability { get; set; }
}
