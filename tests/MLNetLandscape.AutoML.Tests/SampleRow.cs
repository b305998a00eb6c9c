namespace MLNetLandscape.AutoML.Tests;

/// <summary>A row with a label for every task.</summary>
internal sealed class SampleRow
{
    [VectorType(3)]
    public float[] Features { get; set; } = [];

    public bool Flag { get; set; }

    public string Class { get; set; } = "";

    public float Number { get; set; }
}
