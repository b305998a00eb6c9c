using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Analysis.Plots;

/// <summary>A grid of values as coloured cells, each centred at its place.</summary>
/// <param name="X">The columns' places, equally spaced and ascending.</param>
/// <param name="Y">The rows' places, equally spaced and ascending.</param>
/// <param name="Values">X changing fastest; cells without a number stay empty.</param>
/// <param name="Scale">Their colours.</param>
public sealed record HeatMapSeries(IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<double> Values, ColorScale Scale)
    : ChartSeries(null, ChartColor.Guide)
{
    /// <summary>Pixels by which a cell reaches under its right and over its lower neighbour, so that rounding leaves no seam.</summary>
    private const double Overlap = 0.8;

    /// <inheritdoc/>
    public override void Draw(PlotArea area)
    {
        ArgumentNullException.ThrowIfNull(area);
        double halfX = HalfStep(X), halfY = HalfStep(Y);
        for (int j = 0; j < Y.Count; j++)
        {
            double top = area.Y(Y[j] + halfY), bottom = area.Y(Y[j] - halfY);
            for (int i = 0; i < X.Count;)
            {
                string? color = Scale.Of(Values[(j * X.Count) + i]);
                int end = i + 1;
                while (end < X.Count && Scale.Of(Values[(j * X.Count) + end]) == color)
                {
                    end++;
                }

                if (color is not null)
                {
                    double left = area.X(X[i] - halfX);
                    area.Canvas.Fill(left, top, area.X(X[end - 1] + halfX) - left + Overlap, bottom - top + Overlap, color);
                }

                i = end;
            }
        }
    }

    /// <inheritdoc/>
    public override void DrawSample(SvgCanvas canvas, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.Fill(x, y - 5, 18, 10, Scale.Of(Scale.Axis.Maximum) ?? "#000000");
    }

    private static double HalfStep(IReadOnlyList<double> places) => places.Count > 1 ? (places[1] - places[0]) / 2 : 0.5;
}
