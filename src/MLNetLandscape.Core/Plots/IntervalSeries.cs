namespace MLNetLandscape.Core.Plots;

/// <summary>A value with an interval around it: a bar with a mark in its middle.</summary>
/// <param name="Name">Its entry in the legend; null for none.</param>
/// <param name="Color">Its colour.</param>
/// <param name="X">Where it stands.</param>
/// <param name="Middle">The value.</param>
/// <param name="Lower">The lower end; not finite for a value without an interval.</param>
/// <param name="Upper">The upper end.</param>
public sealed record IntervalSeries(
    string? Name, ChartColor Color, double X, double Middle, double Lower, double Upper) : ChartSeries(Name, Color)
{
    private const double HalfMark = 11;
    private const double HalfEnd = 6;

    private string Style => $"interval {Theme.ClassOf(Color)}";

    /// <inheritdoc/>
    public override void Draw(PlotArea area)
    {
        (double x, double y) = (area.X(X), area.Y(Middle));
        area.Canvas.Line(x - HalfMark, y, x + HalfMark, y, Style + " strong");
        (double bottom, double top) = (area.Y(Lower), area.Y(Upper));
        if (double.IsFinite(bottom) && double.IsFinite(top))
        {
            area.Canvas.Line(x, bottom, x, top, Style);
            area.Canvas.Line(x - HalfEnd, bottom, x + HalfEnd, bottom, Style);
            area.Canvas.Line(x - HalfEnd, top, x + HalfEnd, top, Style);
        }
    }

    /// <inheritdoc/>
    public override void DrawSample(SvgCanvas canvas, double x, double y)
    {
        canvas.Line(x + 9, y - 6, x + 9, y + 6, Style);
        canvas.Line(x + 3, y, x + 15, y, Style + " strong");
    }
}
