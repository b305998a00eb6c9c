using System.Text;

namespace MLNetLandscape.Core.Data.Csv;

/// <summary>Finds the character between fields.</summary>
internal static class CsvDelimiter
{
    /// <summary>In order of preference where two occur equally often.</summary>
    private static readonly char[] Candidates = [',', ';', '\t'];

    /// <summary>The candidate that occurs most often outside quotation marks in the header; a comma where none occurs.</summary>
    /// <param name="file">The file, which stands at its beginning before and after.</param>
    internal static char Detect(Stream file)
    {
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
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

        file.Position = 0;
        return Candidates[Array.IndexOf(counts, counts.Max())];
    }
}
