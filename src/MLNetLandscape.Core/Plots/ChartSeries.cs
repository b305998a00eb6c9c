namespace MLNetLandscape.Core.Plots;

/// <summary>Something drawn into a chart.</summary>
/// <param name="Name">Its entry in the legend; null for none.</param>
/// <param name="Color">Its colour.</param>
public abstract record ChartSeries(string? Name, ChartColor Color)
{
    /// <summary>Draws it.</summary>
    public abstract void Draw(PlotArea area);

    /// <summary>Draws the sample of the legend into a box of 18 by 10 whose left end is at (x, y), y in the middle.</summary>
    public abstract void DrawSample(SvgCanvas canvas, double x, double y);
}
