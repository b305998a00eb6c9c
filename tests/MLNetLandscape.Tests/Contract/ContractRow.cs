namespace MLNetLandscape.Tests.Contract;

/// <summary>A row of made-up data with a label for each task.</summary>
internal sealed class ContractRow
{
    public const int FeatureCount = 5;

    public string Id { get; set; } = "";

    [VectorType(FeatureCount)]
    public float[] Features { get; set; } = [];

    public bool Flag { get; set; }

    public string Class { get; set; } = "";

    public float Number { get; set; }

    public float Weight { get; set; } = 1;
}
