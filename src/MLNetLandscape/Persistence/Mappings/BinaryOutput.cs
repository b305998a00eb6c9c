namespace MLNetLandscape.Persistence.Mappings;

/// <summary>The columns of a binary network without calibration; their names are ML.NET's.</summary>
internal sealed class BinaryOutput
{
    public bool PredictedLabel { get; set; }

    public float Score { get; set; }
}
