using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Analysis.Plots;

/// <summary>Charts of different widths side by side.</summary>
internal static class SurfaceDocument
{
    private const double Margin = 20;
    private const double Gap = 14;

    /// <summary>An SVG file of its own.</summary>
    public static string Write(IReadOnlyList<Chart> charts) => Write(charts, $"<style>\n{Theme.Css}\n</style>\n", Margin);

    /// <summary>An element for a page that has the style sheet.</summary>
    public static string WriteElement(IReadOnlyList<Chart> charts) => Write(charts, "", 0);

    private static string Write(IReadOnlyList<Chart> charts, string style, double margin)
    {
        double width = charts.Sum(chart => chart.Width) + ((charts.Count - 1) * Gap) + (2 * margin);
        double height = charts.Max(chart => chart.Height) + (2 * margin);
        SvgCanvas canvas = new();
        if (margin > 0)
        {
            canvas.Rectangle(0.5, 0.5, width - 1, height - 1, "card", 8);
        }

        double x = margin;
        foreach (Chart chart in charts)
        {
            // A legend above one of them must not push its plot out of line with the others: their bottoms align.
            canvas.BeginGroup(x, height - margin - chart.Height);
            chart.Draw(canvas);
            canvas.EndGroup();
            x += chart.Width + Gap;
        }

        (string w, string h) = (SvgCanvas.Number(width), SvgCanvas.Number(height));
        string size = margin > 0 ? $" width=\"{w}\" height=\"{h}\"" : "";
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\"{size} role=\"img\">\n{style}{canvas}</svg>\n";
    }
}
