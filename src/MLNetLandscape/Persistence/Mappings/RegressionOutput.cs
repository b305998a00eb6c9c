namespace MLNetLandscape.Persistence.Mappings;

/// <summary>The column of a regression network; its name is ML.NET's.</summary>
internal sealed class RegressionOutput
{
    public float Score { get; set; }
}
