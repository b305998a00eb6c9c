namespace MLNetLandscape.Core.Plots;

/// <summary>Several charts side by side as one SVG file of its own, for a README or a paper.</summary>
/// <param name="Title">Its headline.</param>
/// <param name="Subtitle">The line below.</param>
/// <param name="Charts">The charts, in rows.</param>
/// <param name="Columns">Charts in a row.</param>
public sealed record Figure(string Title, string Subtitle, IReadOnlyList<Chart> Charts, int Columns = 2)
{
    private const double Margin = 24;
    private const double Gap = 28;
    private const double Header = 62;

    /// <summary>The whole file.</summary>
    public string ToDocument()
    {
        double cellWidth = Charts.Max(chart => chart.Width), cellHeight = Charts.Max(chart => chart.Height);
        int columns = Math.Min(Columns, Charts.Count), rows = (Charts.Count + columns - 1) / columns;
        double width = (2 * Margin) + (columns * cellWidth) + ((columns - 1) * Gap);
        double height = Header + Margin + (rows * cellHeight) + ((rows - 1) * Gap);
        SvgCanvas canvas = new();
        canvas.Rectangle(0.5, 0.5, width - 1, height - 1, "card", 8);
        canvas.Text(Margin, 34, Title, "headline");
        canvas.Text(Margin, 53, Subtitle, "small");
        for (int i = 0; i < Charts.Count; i++)
        {
            canvas.BeginGroup(Margin + (i % columns * (cellWidth + Gap)), Header + 12 + (i / columns * (cellHeight + Gap)));
            Charts[i].Draw(canvas);
            canvas.EndGroup();
        }

        string size = $"{SvgCanvas.Number(width)} {SvgCanvas.Number(height)}";
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{SvgCanvas.Number(width)}" height="{SvgCanvas.Number(height)}" role="img">
            <style>
            {Theme.Css}
            svg .headline {"{"} font-size: 18px; font-weight: 650; {"}"}
            </style>
            {canvas}</svg>

            """;
    }
}
