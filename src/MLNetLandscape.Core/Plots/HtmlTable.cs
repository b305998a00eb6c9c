using System.Net;
using System.Text;

namespace MLNetLandscape.Core.Plots;

/// <summary>A table of an HTML page; all cells are plain text.</summary>
public static class HtmlTable
{
    /// <summary>A table with a heading row; columns after the first hold numbers and are aligned to the right.</summary>
    public static string WithHeadings(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<string>? summary = null)
    {
        StringBuilder html = new("<div class=\"scroll\"><table class=\"numbers\">\n<thead>");
        AppendRow(html, headings, "th");
        html.Append("</thead>\n<tbody>\n");
        foreach (IReadOnlyList<string> row in rows)
        {
            AppendRow(html, row, "td");
        }

        html.Append("</tbody>\n");
        if (summary is not null)
        {
            html.Append("<tfoot>");
            AppendRow(html, summary, "td");
            html.Append("</tfoot>\n");
        }

        return html.Append("</table></div>\n").ToString();
    }

    /// <summary>A table of names and values.</summary>
    public static string OfPairs(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        StringBuilder html = new("<div class=\"scroll\"><table class=\"pairs\"><tbody>\n");
        foreach ((string name, string value) in pairs)
        {
            html.Append("<tr><th scope=\"row\">").Append(WebUtility.HtmlEncode(name)).Append("</th><td>").Append(WebUtility.HtmlEncode(value)).Append("</td></tr>\n");
        }

        return html.Append("</tbody></table></div>\n").ToString();
    }

    private static void AppendRow(StringBuilder html, IReadOnlyList<string> cells, string element)
    {
        html.Append("<tr>");
        foreach (string cell in cells)
        {
            html.Append('<').Append(element).Append('>').Append(WebUtility.HtmlEncode(cell)).Append("</").Append(element).Append('>');
        }

        html.Append("</tr>\n");
    }
}
