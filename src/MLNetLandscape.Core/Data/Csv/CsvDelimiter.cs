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
        string header = string.Empty;
        while (string.IsNullOrWhiteSpace(header) && reader.ReadLine() is { } line)
        {
            header = line;
        }

        var counts = new int[Candidates.Length];
        bool quoted = false;
        foreach (char character in header)
        {
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
