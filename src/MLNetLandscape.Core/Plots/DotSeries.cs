namespace MLNetLandscape.Core.Plots;

/// <summary>Single points.</summary>
public sealed record DotSeries(string? Name, ChartColor Color, IReadOnlyList<ChartPoint> Points) : ChartSeries(Name, Color)
{
    private const double Radius = 4.5;

    private string Style => $"dot {Theme.ClassOf(Color)}";

    /// <inheritdoc/>
    public override void Draw(PlotArea area)
    {
        foreach (ChartPoint point in Points)
        {
            (double x, double y) = (area.X(point.X), area.Y(point.Y));
            if (double.IsFinite(x) && double.IsFinite(y))
            {
                area.Canvas.Circle(x, y, Radius, Style, point.Note);
            }
        }
    }

    /// <inheritdoc/>
    public override void DrawSample(SvgCanvas canvas, double x, double y) => canvas.Circle(x + 9, y, Radius, Style);
}
