using System.Globalization;
using System.Text;

namespace MLNetLandscape.AutoML.Monitoring;

/// <summary>Trials as a table of plain text, the best first.</summary>
internal static class TrialTable
{
    private const string None = "-";

    /// <summary>The whole table, each line ended.</summary>
    public static string Write(IEnumerable<TrialRecord> trials)
    {
        TrialRecord[] ranked = [.. trials.OrderBy(trial => trial.Loss ?? double.PositiveInfinity).ThenBy(trial => trial.TrialId)];
        string[] names = [.. ranked.SelectMany(trial => trial.Parameters.Keys).Distinct()];
        List<string[]> rows = [["Trial", "Outcome", "Metric", "Seconds", .. names]];
        rows.AddRange(ranked.Select(trial => Row(trial, names)));
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        StringBuilder text = new();
        foreach (string[] row in rows)
        {
            text.AppendJoin("  ", row.Select((cell, column) => column == 1 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).AppendLine();
        }

        return text.ToString();
    }

    private static string[] Row(TrialRecord trial, string[] names) =>
    [
        trial.TrialId.ToString(CultureInfo.InvariantCulture),
        trial.Outcome.ToString().ToLowerInvariant(),
        trial.Metric?.ToString("F4", CultureInfo.InvariantCulture) ?? None,
        trial.Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture),
        .. names.Select(name => trial.Parameters.TryGetValue(name, out var value) ? TrialParameters.Text(value) : None),
    ];
}
