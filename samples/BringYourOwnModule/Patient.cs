using Microsoft.ML.Data;

namespace MLNetLandscape.BringYourOwnModule;

internal sealed class Patient
{
    [VectorType(30)]
    public float[] Features { get; set; } = [];

    public string Diagnosis { get; set; } = "";
}
