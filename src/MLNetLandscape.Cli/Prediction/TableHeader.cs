using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace MLNetLandscape.Cli.Prediction;

/// <summary>The header of a table.</summary>
internal static class TableHeader
{
    private static readonly string[] Delimiters = [",", ";", "\t"];

    /// <summary>The column names; empty for an empty file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file {path}. Check the path.", path);
        }

        using StreamReader text = new(path);
        CsvConfiguration configuration = new(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            DetectDelimiterValues = Delimiters,
            TrimOptions = TrimOptions.Trim,
        };
        using CsvReader reader = new(text, configuration);
        return reader.Read() && reader.ReadHeader() ? reader.HeaderRecord! : [];
    }
}
