using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Analysis.Plots;

/// <summary>Lines of equal value through a grid, by marching squares with linear interpolation along the edges.</summary>
/// <remarks>
/// A saddle cell is split by its mean. Cells with a value that is not finite have no line.
/// Source: Lorensen and Cline 1987, "Marching cubes", in two dimensions.
/// </remarks>
/// <param name="X">The columns' places, ascending.</param>
/// <param name="Y">The rows' places, ascending.</param>
/// <param name="Values">X changing fastest.</param>
/// <param name="Levels">The values of the lines.</param>
public sealed record ContourSeries(IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<double> Values, IReadOnlyList<double> Levels)
    : ChartSeries(null, ChartColor.Guide)
{
    /// <inheritdoc/>
    public override void Draw(PlotArea area)
    {
        ArgumentNullException.ThrowIfNull(area);
        foreach (double level in Levels)
        {
            SvgPath path = new();
            foreach ((ChartPoint from, ChartPoint to) in Segments(level))
            {
                path.Add('M', area.X(from.X), area.Y(from.Y));
                path.Add('L', area.X(to.X), area.Y(to.Y));
            }

            area.Canvas.Path(path, "contour", level.ToString("G4", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <inheritdoc/>
    public override void DrawSample(SvgCanvas canvas, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.Line(x, y, x + 18, y, "contour");
    }

    /// <summary>The pieces of the line of one level.</summary>
    internal IEnumerable<(ChartPoint From, ChartPoint To)> Segments(double level)
    {
        List<ChartPoint> crossings = new(4);
        for (int j = 0; j + 1 < Y.Count; j++)
        {
            for (int i = 0; i + 1 < X.Count; i++)
            {
                FindCrossings(i, j, level, crossings);
                if (crossings.Count == 2)
                {
                    yield return (crossings[0], crossings[1]);
                }
                else if (crossings.Count == 4)
                {
                    // Both pairings are possible; the mean says whether the middle belongs with the first corner.
                    bool joined = Mean(i, j) >= level == At(i, j) >= level;
                    yield return joined ? (crossings[0], crossings[1]) : (crossings[0], crossings[3]);
                    yield return joined ? (crossings[2], crossings[3]) : (crossings[1], crossings[2]);
                }
            }
        }
    }

    private double At(int i, int j) => Values[(j * X.Count) + i];

    private double Mean(int i, int j) => (At(i, j) + At(i + 1, j) + At(i + 1, j + 1) + At(i, j + 1)) / 4;

    /// <summary>The crossings of the level with a cell's edges, around the cell: bottom, right, top, left.</summary>
    private void FindCrossings(int i, int j, double level, List<ChartPoint> crossings)
    {
        crossings.Clear();
        (int I, int J)[] corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)];
        if (!double.IsFinite(Mean(i, j)))
        {
            return;
        }

        for (int k = 0; k < 4; k++)
        {
            (int I, int J) a = corners[k], b = corners[(k + 1) % 4];
            double first = At(a.I, a.J), second = At(b.I, b.J);
            if (first >= level != second >= level)
            {
                double share = (level - first) / (second - first);
                crossings.Add(new ChartPoint(X[a.I] + (share * (X[b.I] - X[a.I])), Y[a.J] + (share * (Y[b.J] - Y[a.J]))));
            }
        }
    }
}
