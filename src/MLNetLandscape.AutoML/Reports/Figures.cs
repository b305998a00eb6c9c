using System.Globalization;
using MLNetLandscape.Core.Statistics;

namespace MLNetLandscape.AutoML.Reports;

/// <summary>How numbers are written for people.</summary>
internal static class Figures
{
    /// <summary>What stands for a number that is not there.</summary>
    public const string None = "-";

    /// <summary>A metric, four decimals.</summary>
    public static string Metric(double? value) => Format(value, "0.0000");

    /// <summary>A difference of metrics with its sign.</summary>
    public static string Difference(double? value) => Format(value, "+0.0000;-0.0000;0.0000");

    /// <summary>A value of lambda, or the network without a neuron.</summary>
    public static string Lambda(double? value) => value is null ? "no neuron" : Format(value, "G4");

    /// <summary>Any other figure, three significant digits.</summary>
    public static string General(double? value) => Format(value, "G3");

    /// <summary>The ends of an interval.</summary>
    public static string Interval(MeanInterval? interval, Func<double?, string> format) =>
        interval?.HalfWidth is null ? None : $"{format(interval.Lower)} to {format(interval.Upper)}";

    /// <summary>A confidence in percent.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Format(double? value, string format) =>
        value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : None;
}
