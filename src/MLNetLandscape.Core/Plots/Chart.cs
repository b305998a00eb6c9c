namespace MLNetLandscape.Core.Plots;

/// <summary>A chart: two axes and what is drawn between them, in order.</summary>
public sealed record Chart
{
    private const double TitleHeight = 24;
    private const double SubtitleHeight = 17;
    private const double LegendHeight = 22;
    private const double RightMargin = 14;
    private const double BottomMargin = 46;
    private const double SmallCharacter = 6.1;

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>How to read it; null for nothing.</summary>
    public string? Subtitle { get; init; }

    /// <summary>The horizontal axis.</summary>
    public required Axis Horizontal { get; init; }

    /// <summary>The vertical axis.</summary>
    public required Axis Vertical { get; init; }

    /// <summary>What is drawn, the first at the bottom.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>Pixels.</summary>
    public double Width { get; init; } = 520;

    /// <summary>Pixels.</summary>
    public double Height { get; init; } = 330;

    /// <summary>Draws the chart with its top left corner at the canvas's origin.</summary>
    public void Draw(SvgCanvas canvas)
    {
        double top = TitleHeight + (Subtitle is null ? 0 : SubtitleHeight);
        canvas.Text(0, 15, Title, "title");
        if (Subtitle is not null)
        {
            canvas.Text(0, 33, Subtitle, "small");
        }

        double legend = DrawLegend(canvas, top + 12);
        double left = 30 + (SmallCharacter * Vertical.Ticks.Select(tick => tick.Label.Length).DefaultIfEmpty(0).Max());
        top += legend + 8;
        PlotArea area = new(canvas, Horizontal, Vertical, left, top, Width - left - RightMargin, Height - top - BottomMargin);
        DrawVerticalAxis(area);
        DrawHorizontalAxis(area);
        canvas.BeginClip(area.Left, area.Top, area.Width, area.Height);
        foreach (ChartSeries series in Series)
        {
            series.Draw(area);
        }

        canvas.EndClip();
    }

    /// <summary>The chart as an SVG element for a page that carries <see cref="Theme.Css"/>.</summary>
    public string ToElement()
    {
        SvgCanvas canvas = new();
        Draw(canvas);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SvgCanvas.Number(Width)} {SvgCanvas.Number(Height)}\" role=\"img\" aria-label=\"{System.Net.WebUtility.HtmlEncode(Title)}\">\n{canvas}</svg>\n";
    }

    private double DrawLegend(SvgCanvas canvas, double y)
    {
        double x = 0, height = 0;
        foreach (ChartSeries series in Series.Where(series => series.Name is not null))
        {
            double width = 18 + 6 + (SmallCharacter * series.Name!.Length) + 18;
            if (height == 0)
            {
                height = LegendHeight;
            }
            else if (x + width > Width)
            {
                (x, height) = (0, height + LegendHeight);
            }

            double row = y + height - LegendHeight;
            series.DrawSample(canvas, x, row);
            canvas.Text(x + 24, row + 4, series.Name, "small");
            x += width;
        }

        return height;
    }

    private static void DrawVerticalAxis(PlotArea area)
    {
        foreach (AxisTick tick in area.Vertical.Ticks)
        {
            double y = area.Y(tick.Value);
            area.Canvas.Line(area.Left, y, area.Left + area.Width, y, "grid");
            area.Canvas.Text(area.Left - 7, y + 4, tick.Label, "small", "end");
        }

        area.Canvas.Text(11, area.Top + (area.Height / 2), area.Vertical.Title, "small strong", "middle", -90);
    }

    private static void DrawHorizontalAxis(PlotArea area)
    {
        double bottom = area.Top + area.Height;
        foreach (AxisTick tick in area.Horizontal.Ticks)
        {
            double x = area.X(tick.Value);
            if (area.Horizontal.HasGrid)
            {
                area.Canvas.Line(x, area.Top, x, bottom, "grid");
            }

            area.Canvas.Text(x, bottom + 17, tick.Label, "small", "middle");
        }

        area.Canvas.Line(area.Left, bottom, area.Left + area.Width, bottom, "axis");
        area.Canvas.Text(area.Left + (area.Width / 2), bottom + 37, area.Horizontal.Title, "small strong", "middle");
    }
}
