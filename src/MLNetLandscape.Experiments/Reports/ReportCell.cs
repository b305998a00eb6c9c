using System.Globalization;
using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Core.Statistics;

namespace MLNetLandscape.Experiments.Reports;

/// <summary>A cell of a table: what people read, and the number behind it where there is one.</summary>
/// <param name="Text">What people read.</param>
/// <param name="Value">The number, in full precision; null for words.</param>
public readonly record struct ReportCell(string Text, double? Value = null)
{
    /// <summary>What stands for a figure that there is not.</summary>
    public const string None = "-";

    /// <summary>Words.</summary>
    public static implicit operator ReportCell(string text) => new(text);

    /// <summary>A whole number.</summary>
    public static implicit operator ReportCell(long count) => new(count.ToString("N0", CultureInfo.InvariantCulture), count);

    /// <summary>Words; the operator by name.</summary>
    public static ReportCell FromString(string text) => text;

    /// <summary>A whole number; the operator by name.</summary>
    public static ReportCell FromInt64(long count) => count;

    /// <summary>A number, four significant digits by default; null and NaN become <see cref="None"/>.</summary>
    public static ReportCell Number(double? value, string format = "G4") => value is { } number && !double.IsNaN(number)
        ? new(number.ToString(format, CultureInfo.InvariantCulture), number)
        : new(None);

    /// <summary>A share with its 95 % interval: 0.25 (0.10 to 0.49).</summary>
    public static ReportCell Share(Proportion share) => share.Trials == 0
        ? new(None)
        : new(string.Create(CultureInfo.InvariantCulture, $"{share.Value:G3} ({share.Lower:G3} to {share.Upper:G3})"), share.Value);

    /// <summary>Hits of trials: 3 of 20.</summary>
    public static ReportCell Hits(long hits, long trials) => new(string.Create(CultureInfo.InvariantCulture, $"{hits} of {trials}"), hits);

    /// <summary>A mean with its 90 % interval, or without one for a single value; <see cref="None"/> without finite values.</summary>
    public static ReportCell Mean(IEnumerable<double> values, string format = "G4")
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0)
        {
            return new(None);
        }

        MeanInterval interval = MeanInterval.Of(finite);
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return new(
            interval is { Lower: { } lower, Upper: { } upper } ? $"{Text(interval.Mean)} ({Text(lower)} to {Text(upper)})" : Text(interval.Mean), interval.Mean);
    }
}
