namespace MLNetLandscape.BringYourOwnModule;

internal sealed class Prediction
{
    public bool PredictedLabel { get; set; }

    public float Probability { get; set; }
}
