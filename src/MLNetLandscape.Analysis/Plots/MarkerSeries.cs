using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Analysis.Plots;

/// <summary>Marked places on a heat map, with an outline that shows on any colour.</summary>
/// <param name="Name">Its entry in the legend; null for none.</param>
/// <param name="Points">The places.</param>
/// <param name="Style">Beside "marker": "", "kink" or "start".</param>
public sealed record MarkerSeries(string? Name, IReadOnlyList<ChartPoint> Points, string Style = "") : ChartSeries(Name, ChartColor.Guide)
{
    private const double Radius = 5;

    /// <inheritdoc/>
    public override void Draw(PlotArea area)
    {
        ArgumentNullException.ThrowIfNull(area);
        foreach (ChartPoint point in Points)
        {
            area.Canvas.Circle(area.X(point.X), area.Y(point.Y), Radius, $"marker {Style}", point.Note);
        }
    }

    /// <inheritdoc/>
    public override void DrawSample(SvgCanvas canvas, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.Circle(x + 9, y, Radius, $"marker {Style}");
    }
}
