namespace MLNetLandscape.Core.Plots;

/// <summary>The area between a lower and an upper line over the same places.</summary>
/// <param name="Name">Its entry in the legend; null for none.</param>
/// <param name="Color">Its colour.</param>
/// <param name="X">The places.</param>
/// <param name="Lower">The lower value at each place.</param>
/// <param name="Upper">The upper value at each place.</param>
public sealed record BandSeries(
    string? Name, ChartColor Color, IReadOnlyList<double> X, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper) : ChartSeries(Name, Color)
{
    /// <inheritdoc/>
    public override void Draw(PlotArea area)
    {
        for (int start = 0; start < X.Count; start++)
        {
            int end = start;
            while (end < X.Count && HasPlace(area, end))
            {
                end++;
            }

            if (end - start > 1)
            {
                area.Canvas.Path(Outline(area, start, end), $"band {Theme.ClassOf(Color)}");
            }

            start = end;
        }
    }

    /// <inheritdoc/>
    public override void DrawSample(SvgCanvas canvas, double x, double y) =>
        canvas.Rectangle(x, y - 5, 18, 10, $"band {Theme.ClassOf(Color)}");

    private bool HasPlace(PlotArea area, int i) => double.IsFinite(area.Y(Lower[i])) && double.IsFinite(area.Y(Upper[i]));

    private SvgPath Outline(PlotArea area, int start, int end)
    {
        SvgPath path = new();
        for (int i = start; i < end; i++)
        {
            path.Add(i == start ? 'M' : 'L', area.X(X[i]), area.Y(Upper[i]));
        }

        for (int i = end - 1; i >= start; i--)
        {
            path.Add('L', area.X(X[i]), area.Y(Lower[i]));
        }

        path.Close();
        return path;
    }
}
