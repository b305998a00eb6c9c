namespace MLNetLandscape.Core.Plots;

/// <summary>A line through points. Below a logarithmic axis it goes along the axis, from where it meets it.</summary>
public sealed record LineSeries(string? Name, ChartColor Color, IReadOnlyList<ChartPoint> Points) : ChartSeries(Name, Color)
{
    /// <summary>Solid, dashed or dotted.</summary>
    public LineStroke Stroke { get; init; }

    private string Style => $"line {Theme.ClassOf(Color)} {Stroke.ToString().ToLowerInvariant()}";

    /// <inheritdoc/>
    public override void Draw(PlotArea area)
    {
        SvgPath path = new();
        bool isDrawing = false;
        (double lastX, double lastPlace) = (0, 0);
        foreach (ChartPoint point in Points)
        {
            (double x, double y) = (area.X(point.X), area.Y(point.Y));
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                isDrawing = false;
                continue;
            }

            double place = area.Vertical.PlaceBeyond(point.Y);
            double share = lastPlace / (lastPlace - place);
            if (isDrawing && area.Vertical.Scale == AxisScale.Logarithmic && share is > 0 and < 1)
            {
                path.Add('L', lastX + (share * (x - lastX)), area.Top + area.Height);
            }

            path.Add(isDrawing ? 'L' : 'M', x, y);
            (isDrawing, lastX, lastPlace) = (true, x, place);
        }

        area.Canvas.Path(path, Style, Name);
    }

    /// <inheritdoc/>
    public override void DrawSample(SvgCanvas canvas, double x, double y) => canvas.Line(x, y, x + 18, y, Style);
}
