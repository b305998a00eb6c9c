namespace MLNetLandscape.Core.Plots;

/// <summary>The looks of charts: one style sheet, light or dark as the reader's system asks.</summary>
public static class Theme
{
    /// <summary>The style sheet.</summary>
    public const string Css = """
        :root {
          color-scheme: light dark;
          --page: #f6f7f9; --card: #ffffff; --text: #1d2530; --muted: #5b6675; --rule: #dfe3e8; --grid: #e9ecf0; --axis: #98a2b0;
          --first: #2166c0; --second: #d9660a; --third: #1f8a5b; --fourth: #8250c4; --guide: #a5adb8;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #12161c; --card: #1a2028; --text: #e4e8ee; --muted: #9aa6b5; --rule: #2f3844; --grid: #28303b; --axis: #5d6979;
            --first: #6ea8f5; --second: #f5a05a; --third: #58c896; --fourth: #b794f0; --guide: #5d6979;
          }
        }
        svg { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        svg text { fill: var(--text); font-size: 12px; }
        svg .title { font-size: 15px; font-weight: 600; }
        svg .small { font-size: 11px; fill: var(--muted); }
        svg text.strong { fill: var(--text); }
        svg .grid { stroke: var(--grid); stroke-width: 1; }
        svg .axis { stroke: var(--axis); stroke-width: 1; }
        svg .card { fill: var(--card); stroke: var(--rule); }
        svg .first { --color: var(--first); } svg .second { --color: var(--second); } svg .third { --color: var(--third); }
        svg .fourth { --color: var(--fourth); } svg .guide { --color: var(--guide); }
        svg .line { fill: none; stroke: var(--color); stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round; }
        svg .line.guide { stroke-width: 1; }
        svg .dashed { stroke-dasharray: 7 5; }
        svg .dotted { stroke-dasharray: 0.1 4.5; stroke-width: 2.6; }
        svg .band { fill: var(--color); fill-opacity: 0.16; stroke: none; }
        svg .dot { fill: var(--color); fill-opacity: 0.75; stroke: var(--card); stroke-width: 1; }
        svg .interval { stroke: var(--color); stroke-width: 1.5; }
        svg .contour { fill: none; stroke: #ffffff; stroke-opacity: 0.6; stroke-width: 1; stroke-linejoin: round; }
        svg .marker { fill: #ffffff; stroke: #111111; stroke-width: 1.4; }
        svg .marker.kink { fill: #ff5a4e; }
        svg .marker.start { fill: #6ea8f5; }
        svg .trail { fill: none; stroke: #ffffff; stroke-width: 2; stroke-linejoin: round; }
        svg .interval.strong { stroke-width: 3; }
        """;

    /// <summary>The class that gives an element its colour.</summary>
    public static string ClassOf(ChartColor color) => color switch
    {
        ChartColor.First => "first",
        ChartColor.Second => "second",
        ChartColor.Third => "third",
        ChartColor.Fourth => "fourth",
        _ => "guide",
    };
}
