using System.Globalization;

namespace MLNetLandscape.Core.Data.Csv;

/// <summary>Reads numbers from fields.</summary>
internal static class CsvNumbers
{
    /// <summary>Whether the text stands for a value that is not there.</summary>
    internal static bool IsMissing(ReadOnlySpan<char> text) => text.Length switch
    {
        0 => true,
        1 => text[0] == '?',
        2 => text.Equals("NA", StringComparison.OrdinalIgnoreCase),
        3 => text.Equals("NaN", StringComparison.OrdinalIgnoreCase) || text.Equals("N/A", StringComparison.OrdinalIgnoreCase),
        4 => text.Equals("null", StringComparison.OrdinalIgnoreCase) || text.Equals("-NaN", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>Reads the number in a column of the current row.</summary>
    /// <param name="rows">At the row.</param>
    /// <param name="column">The column.</param>
    /// <param name="role">What the number is, as in "a feature".</param>
    /// <param name="remedy">What to do about text in its place.</param>
    /// <param name="value">Receives it.</param>
    /// <returns>False where the value is missing.</returns>
    /// <exception cref="InvalidDataException">There is something else, or the number is not finite in single precision.</exception>
    internal static bool TryRead(CsvRows rows, int column, string role, string remedy, out float value)
    {
        ReadOnlySpan<char> text = rows[column];
        if (PlainDecimal.TryRead(text, out value))
        {
            return true;
        }

        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value))
        {
            return true;
        }

        if (IsMissing(text))
        {
            return false;
        }

        string shown = Show(text);
        if (float.IsInfinity(value) || IsInfinity(text))
        {
            throw rows.Failure(
                column, $"{role} must be a finite number (at most 3.4e38 in magnitude), but was '{shown}'. Correct the value or remove the row.");
        }

        string advice = text.Contains(',') ? "Write numbers with a decimal point and without separators." : remedy;
        throw rows.Failure(column, $"{role} must be a number, but was '{shown}'. {advice}");
    }

    /// <summary>The text for a message, cut where it is long.</summary>
    internal static string Show(ReadOnlySpan<char> text, int most = 40) => text.Length <= most ? text.ToString() : $"{text[..most]}...";

    private static bool IsInfinity(ReadOnlySpan<char> text) =>
        text.TrimStart("+-").Equals("inf", StringComparison.OrdinalIgnoreCase);
}
