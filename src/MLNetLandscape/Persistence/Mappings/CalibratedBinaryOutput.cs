namespace MLNetLandscape.Persistence.Mappings;

/// <summary>The columns of a calibrated binary network; their names are ML.NET's.</summary>
internal sealed class CalibratedBinaryOutput
{
    public bool PredictedLabel { get; set; }

    public float Score { get; set; }

    public float Probability { get; set; }
}
