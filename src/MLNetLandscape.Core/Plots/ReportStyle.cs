namespace MLNetLandscape.Core.Plots;

/// <summary>The looks of a report page; its colours are the charts'.</summary>
public static class ReportStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css = """
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); line-height: 1.5; font-size: 15px;
          font-family: system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 1160px; margin: 0 auto; padding: 32px 20px 56px; }
        h1 { font-size: 26px; line-height: 1.25; margin: 0 0 6px; }
        h2 { font-size: 18px; margin: 36px 0 12px; }
        p { margin: 6px 0; max-width: 78ch; }
        .muted, figcaption { color: var(--muted); }
        .card { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 18px 20px; }
        .verdict { border-left: 5px solid var(--axis); margin: 22px 0; }
        .verdict.shown { border-left-color: var(--third); }
        .verdict strong { font-size: 17px; font-weight: 600; line-height: 1.45; display: block; max-width: 92ch; }
        li { margin: 4px 0; max-width: 105ch; }
        .card > ul { margin: 0; padding-left: 20px; }
        .card.verdict > ul { margin-top: 12px; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(215px, 1fr)); gap: 14px; }
        .tile b { display: block; font-size: 25px; font-weight: 650; font-variant-numeric: tabular-nums; line-height: 1.3; }
        .tile.first b { color: var(--first); } .tile.second b { color: var(--second); }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); gap: 16px; }
        .charts figure { margin: 0; }
        .charts figure > svg { display: block; width: 100%; height: auto; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; }
        th, td { padding: 5px 14px 5px 0; text-align: left; border-bottom: 1px solid var(--rule); vertical-align: top; }
        th { font-weight: 600; }
        table.numbers { width: 100%; }
        table.numbers th:not(:first-child), table.numbers td:not(:first-child) { text-align: right; padding: 5px 0 5px 14px; }
        table.numbers td:not(:first-child) { white-space: nowrap; }
        table.numbers th { vertical-align: bottom; }
        tfoot td { font-weight: 600; border-bottom: none; }
        table.pairs th { color: var(--muted); font-weight: 400; white-space: nowrap; padding-right: 22px; }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 16px; align-items: start; }
        .columns h2 { margin-top: 0; }
        .stack { display: grid; gap: 16px; }
        @media print { body { background: #fff; } .card { break-inside: avoid; } }
        """;
}
