namespace MLNetLandscape.Core.Plots;

/// <summary>A line through points.</summary>
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
        foreach (ChartPoint point in Points)
        {
            (double x, double y) = (area.X(point.X), area.Y(point.Y));
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                isDrawing = false;
                continue;
            }

            path.Add(isDrawing ? 'L' : 'M', x, y);
            isDrawing = true;
        }

        area.Canvas.Path(path, Style, Name);
    }

    /// <inheritdoc/>
    public override void DrawSample(SvgCanvas canvas, double x, double y) => canvas.Line(x, y, x + 18, y, Style);
}
