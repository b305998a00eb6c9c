namespace MLNetLandscape.Multiclass;

/// <summary>The predicted colour, and the probability of each.</summary>
internal sealed class Prediction
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}
