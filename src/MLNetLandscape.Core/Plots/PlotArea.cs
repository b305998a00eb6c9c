namespace MLNetLandscape.Core.Plots;

/// <summary>The rectangle between the axes, and where values lie in it.</summary>
/// <param name="Canvas">What is drawn on.</param>
/// <param name="Horizontal">The horizontal axis.</param>
/// <param name="Vertical">The vertical axis.</param>
/// <param name="Left">Pixels.</param>
/// <param name="Top">Pixels.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record PlotArea(SvgCanvas Canvas, Axis Horizontal, Axis Vertical, double Left, double Top, double Width, double Height)
{
    /// <summary>The pixel column of a value; NaN where it has none.</summary>
    public double X(double value) => Left + (Width * Horizontal.Place(value));

    /// <summary>The pixel row of a value; NaN where it has none.</summary>
    public double Y(double value) => Top + (Height * (1 - Vertical.Place(value)));
}
