using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Analysis.Plots;

/// <summary>The path of a training over a heat map.</summary>
/// <param name="Points">Its points in order.</param>
public sealed record TrailSeries(IReadOnlyList<ChartPoint> Points) : ChartSeries(null, ChartColor.Guide)
{
    /// <inheritdoc/>
    public override void Draw(PlotArea area)
    {
        ArgumentNullException.ThrowIfNull(area);
        SvgPath path = new();
        for (int i = 0; i < Points.Count; i++)
        {
            path.Add(i == 0 ? 'M' : 'L', area.X(Points[i].X), area.Y(Points[i].Y));
        }

        area.Canvas.Path(path, "trail");
    }

    /// <inheritdoc/>
    public override void DrawSample(SvgCanvas canvas, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.Line(x, y, x + 18, y, "trail");
    }
}
