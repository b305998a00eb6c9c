using System.Globalization;

namespace MLNetLandscape.Cli.Syntax;

/// <summary>A setting written as NAME or NAME:ARGUMENT[,ARGUMENT], for instance hinge:3.</summary>
/// <param name="Name">The name, in lower case.</param>
/// <param name="Arguments">What follows the colon, separated by commas.</param>
internal sealed record NamedValue(string Name, IReadOnlyList<string> Arguments)
{
    /// <summary>Takes a setting apart.</summary>
    public static NamedValue Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new NamedValue(text.Trim().ToLowerInvariant(), [])
            : new NamedValue(text[..colon].Trim().ToLowerInvariant(), text[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries));
    }

    /// <summary>The number at a place, or the fallback where nothing is written.</summary>
    /// <exception cref="FormatException">It is no finite number.</exception>
    public double NumberAt(int place, double fallback) =>
        place >= Arguments.Count ? fallback : Number(Arguments[place], Name);

    /// <summary>The whole number at a place, or the fallback where nothing is written.</summary>
    /// <exception cref="FormatException">It is no whole number.</exception>
    public int IntegerAt(int place, int fallback) => place >= Arguments.Count
        ? fallback
        : int.TryParse(Arguments[place], NumberStyles.Integer, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw new FormatException($"{Name} takes a whole number, but was given '{Arguments[place]}'.");

    /// <summary>Refuses arguments beyond the allowed number.</summary>
    /// <exception cref="FormatException">There are more.</exception>
    public NamedValue WithAtMost(int arguments) => Arguments.Count <= arguments
        ? this
        : throw new FormatException(arguments == 0
            ? $"{Name} takes no argument, but was given '{string.Join(',', Arguments)}'."
            : $"{Name} takes at most {arguments} {(arguments == 1 ? "argument" : "arguments")}, but was given '{string.Join(',', Arguments)}'.");

    /// <summary>The error for a name that is not known.</summary>
    public static FormatException Unknown(string what, string text, string choices) =>
        new($"'{text}' is no {what}. Choose {choices}.");

    private static double Number(string text, string name) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new FormatException($"{name} takes a number, but was given '{text}'.");
}
