using System.Net;

namespace MLNetLandscape.Core.Plots;

/// <summary>The frame of a report: an HTML page in the project's colours that needs nothing beside itself.</summary>
public static class HtmlPage
{
    /// <summary>The whole page.</summary>
    /// <param name="title">Its title as text, which the browser shows.</param>
    /// <param name="body">What stands in its main part, as HTML: texts in it are encoded already.</param>
    public static string Write(string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{WebUtility.HtmlEncode(title)}</title>
        <style>
        {Theme.Css}
        {ReportStyle.Css}
        </style>
        </head>
        <body>
        <main>
        {body}
        </main>
        </body>
        </html>

        """;
}
