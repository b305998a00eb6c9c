using System.Text;

namespace MLNetLandscape.Core.Data.Csv;

/// <summary>Finds the character between fields.</summary>
internal static class CsvDelimiter
{
    /// <summary>In order of preference where two occur equally often.</summary>
    private static readonly char[] Candidates = [',', ';', '\t'];

    /// <summary>The candidate that occurs most often outside quotation marks in the header; a comma where none occurs.</summary>
    internal static char Detect(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var counts = new int[Candidates.Length];
        (bool quoted, bool isBlank) = (false, true);

        // By characters, not as a string: what is no table may have a first line of gigabytes.
        for (int read = 0, next; read < PlainLines.LongestLine && (next = reader.Read()) >= 0; read++)
        {
            char character = (char)next;
            if (character is '\n' or '\r')
            {
                if (!isBlank)
                {
                    break;
                }

                Array.Clear(counts);
                continue;
            }

            isBlank &= char.IsWhiteSpace(character);
            quoted ^= character == '"';
            int candidate = quoted ? -1 : Array.IndexOf(Candidates, character);
            if (candidate >= 0)
            {
                counts[candidate]++;
            }
        }

        return Candidates[Array.IndexOf(counts, counts.Max())];
    }
}
