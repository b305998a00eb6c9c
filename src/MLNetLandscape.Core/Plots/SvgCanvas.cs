using System.Globalization;
using System.Net;
using System.Text;

namespace MLNetLandscape.Core.Plots;

/// <summary>Writes SVG elements. Positions are pixels from the top left; looks come from the classes of <see cref="Theme"/>.</summary>
public sealed class SvgCanvas
{
    private readonly StringBuilder content = new();

    /// <summary>A pixel position, rounded to tenths.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string style) =>
        content.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" class=\"{style}\"/>\n");

    /// <summary>A rectangle.</summary>
    public void Rectangle(double x, double y, double width, double height, string style, double radius = 0) =>
        content.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"")
            .Append(radius > 0 ? $" rx=\"{Number(radius)}\"" : "").Append(CultureInfo.InvariantCulture, $" class=\"{style}\"/>\n");

    /// <summary>A rectangle of one colour without an outline, for the cells of a heat map; its edges are not smoothed, which would show as seams.</summary>
    /// <param name="x">Pixels.</param>
    /// <param name="y">Pixels.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="color">For instance #21918c.</param>
    public void Fill(double x, double y, double width, double height, string color) =>
        content.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" fill=\"{color}\" shape-rendering=\"crispEdges\"/>\n");

    /// <summary>A disc, with an optional note for the pointer.</summary>
    public void Circle(double x, double y, double radius, string style, string? note = null) =>
        content.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" class=\"{style}\"")
            .Append(note is null ? "/>\n" : $"><title>{Escape(note)}</title></circle>\n");

    /// <summary>A path, with an optional note for the pointer; nothing if it is empty.</summary>
    public void Path(SvgPath path, string style, string? note = null)
    {
        if (!path.IsEmpty)
        {
            content.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" class=\"{style}\"").Append(note is null ? "/>\n" : $"><title>{Escape(note)}</title></path>\n");
        }
    }

    /// <summary>Text whose baseline starts, ends or is centred at (x, y), by the anchor; turned by the angle in degrees.</summary>
    public void Text(double x, double y, string text, string style, string anchor = "start", double angle = 0) =>
        content.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" class=\"{style}\" text-anchor=\"{anchor}\"")
            .Append(angle == 0 ? "" : $" transform=\"rotate({Number(angle)} {Number(x)} {Number(y)})\"")
            .Append(CultureInfo.InvariantCulture, $">{Escape(text)}</text>\n");

    /// <summary>Begins a group that is moved to (x, y); end it by <see cref="EndGroup"/>.</summary>
    public void BeginGroup(double x, double y) => content.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({Number(x)} {Number(y)})\">\n");

    /// <summary>Ends a group.</summary>
    public void EndGroup() => content.Append("</g>\n");

    /// <summary>Begins a rectangle outside of which nothing shows, with unchanged positions; end it by <see cref="EndClip"/>.</summary>
    public void BeginClip(double x, double y, double width, double height)
    {
        string box = $"{Number(x)} {Number(y)} {Number(width)} {Number(height)}";
        content.Append(CultureInfo.InvariantCulture, $"<svg x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" viewBox=\"{box}\" preserveAspectRatio=\"none\">\n");
    }

    /// <summary>Ends the clipping rectangle.</summary>
    public void EndClip() => content.Append("</svg>\n");

    /// <summary>The elements written so far.</summary>
    public override string ToString() => content.ToString();

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
