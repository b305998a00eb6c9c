using System.Globalization;

namespace MLNetLandscape.Cli.Options;

/// <summary>Reads lists separated by commas.</summary>
internal static class ListRule
{
    /// <summary>A list, each part by the rule.</summary>
    public static Func<string, IReadOnlyList<T>> Of<T>(Func<string, T> rule) => text =>
        [.. text.Split(',', StringSplitOptions.TrimEntries).Select(rule)];

    /// <summary>A list, each part by the rule, no two parts the same.</summary>
    public static Func<string, IReadOnlyList<T>> OfDistinct<T>(Func<string, T> rule, string remedy) => text =>
        Of(rule)(text) is var values && values.Distinct().Count() == values.Count
            ? values
            : throw new FormatException($"each value must differ, but was '{text}'. {remedy}");

    /// <summary>Two numbers with a colon between them, the second larger.</summary>
    public static (double Minimum, double Maximum) Range(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length == 2
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double minimum)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double maximum)
            && minimum < maximum && double.IsFinite(maximum - minimum)
            ? (minimum, maximum)
            : throw new FormatException($"must be two numbers with a colon between them, the second larger and their difference finite, but was '{text}'. The default is -1:1.");
    }
}
