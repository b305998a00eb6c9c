using System.Globalization;
using System.Text;

namespace MLNetLandscape.Core.Data.Download;

/// <summary>The Boston housing data in the two forms it is found in.</summary>
/// <remarks>
/// StatLib: 22 lines of text, then two lines a record, 11 and 3 numbers between blanks, the house value last. Here: a header and a line a
/// record, tabs between, the house value first, every number in its shortest form.
/// </remarks>
internal static class BostonTable
{
    private const int Preamble = 22;
    private const int Columns = 14;
    private const int Records = 506;

    private const string Header =
        "MedianHomeValue\tCrimesPerCapita\tPercentResidental\tPercentNonRetail\tCharlesRiver\tNitricOxides\tRoomsPerDwelling\t" +
        "PercentPre40s\tEmploymentDistance\tHighwayDistance\tTaxRate\tTeacherRatio\tBlackIndex\tPercentLowIncome";

    /// <summary>The table, from either form.</summary>
    /// <exception cref="InvalidDataException">The text is neither.</exception>
    internal static string Normalize(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries);
        bool isTable = lines[0].StartsWith("MedianHomeValue", StringComparison.Ordinal);
        List<double[]> records = isTable ? FromTable(lines) : FromStatLib(lines);
        if (records.Count != Records)
        {
            throw new InvalidDataException($"The Boston housing data must have {Records} records, but has {records.Count}.");
        }

        var table = new StringBuilder(Header).Append('\n');
        foreach (double[] record in records)
        {
            table.AppendJoin('\t', record.Select(number => number.ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        }

        return table.ToString();
    }

    private static List<double[]> FromTable(string[] lines) => [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => Parse(line, Columns))];

    private static List<double[]> FromStatLib(string[] lines)
    {
        string[] body = [.. lines.Skip(Preamble).Where(line => line.Length > 0)];
        List<double[]> records = [];
        for (int i = 0; i + 1 < body.Length; i += 2)
        {
            double[] record = Parse($"{body[i]} {body[i + 1]}", Columns);
            records.Add([record[^1], .. record[..^1]]);
        }

        return records;
    }

    private static double[] Parse(string line, int count)
    {
        string[] fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var numbers = new double[count];
        bool parsed = fields.Length == count;
        for (int i = 0; parsed && i < count; i++)
        {
            parsed = double.TryParse(fields[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]);
        }

        return parsed
            ? numbers
            : throw new InvalidDataException(
                $"A record of the Boston housing data must have {count} numbers, but one is '{line[..Math.Min(line.Length, 80)]}'.");
    }
}
