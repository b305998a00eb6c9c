namespace MLNetLandscape.Core.Plots;

/// <summary>How a line is drawn; lines that may lie on each other should differ.</summary>
public enum LineStroke
{
    /// <summary>Without gaps.</summary>
    Solid,

    /// <summary>Dashes.</summary>
    Dashed,

    /// <summary>Dots.</summary>
    Dotted,
}
