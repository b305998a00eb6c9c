using System.Globalization;

namespace MLNetLandscape.Cli.Syntax;

/// <summary>How the units of the hidden layers are written on the command line: 64,32.</summary>
internal static class LayersSyntax
{
    private const string Linear = "linear";

    /// <summary>Reads units, from the input's side to the output's.</summary>
    /// <exception cref="FormatException">A number is missing or below 1.</exception>
    public static IReadOnlyList<int> Parse(string text) => text.Trim().Equals(Linear, StringComparison.OrdinalIgnoreCase)
        ? []
        : [.. text.Split(',', StringSplitOptions.TrimEntries).Select((part, i) => Units(part, i))];

    /// <summary>Writes units as <see cref="Parse"/> reads them.</summary>
    public static string Format(IReadOnlyList<int> layers) => layers.Count == 0 ? Linear : string.Join(',', layers);

    private static int Units(string text, int place) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int units) && units >= 1
            ? units
            : throw new FormatException($"Hidden layer {place + 1} must have a whole number of units, at least 1, but was '{text}'. For a linear model write {Linear}.");
}
