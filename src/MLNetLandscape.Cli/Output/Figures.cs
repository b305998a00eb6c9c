using System.Globalization;

namespace MLNetLandscape.Cli.Output;

/// <summary>How numbers are written for people.</summary>
internal static class Figures
{
    /// <summary>What stands for a number that is not there.</summary>
    public const string None = "-";

    /// <summary>An accuracy or difference of accuracies, four decimals.</summary>
    public static string Accuracy(double? value) => Of(value, "0.0000");

    /// <summary>A difference of accuracies with its sign.</summary>
    public static string Difference(double? value) => Of(value, "+0.0000;-0.0000;0.0000");

    /// <summary>Any other figure, four significant digits.</summary>
    public static string General(double? value) => value is { } number && double.IsFinite(number)
        ? Math.Abs(number) is (>= 1e-3 and < 1e5) or 0
            ? number.ToString("G4", CultureInfo.InvariantCulture)
            : number.ToString("0.00e+0", CultureInfo.InvariantCulture)
        : None;

    private static string Of(double? value, string format) =>
        value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : None;
}
