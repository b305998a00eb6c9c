namespace MLNetLandscape.Multiclass;

/// <summary>A coloured point in the plane.</summary>
internal sealed class Point
{
    public float X { get; set; }

    public float Y { get; set; }

    public string Colour { get; set; } = "";
}
