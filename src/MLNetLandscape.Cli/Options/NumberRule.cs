using System.Globalization;

namespace MLNetLandscape.Cli.Options;

/// <summary>Reads numbers with a range; the messages name the rule, the text found and a remedy.</summary>
internal static class NumberRule
{
    /// <summary>More than any machine has cores, and few enough to start.</summary>
    private const int MostThreads = 4096;

    /// <summary>A whole number of at least <paramref name="minimum"/>.</summary>
    public static Func<string, int> AtLeast(int minimum, string remedy) => text =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) && value >= minimum
            ? value
            : throw new FormatException($"must be a whole number of at least {minimum}, but was '{text}'. {remedy}");

    /// <summary>A number of threads; as many as a process can start without harm.</summary>
    public static int Threads(string text) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) && value is >= 1 and <= MostThreads
            ? value
            : throw new FormatException($"must be a whole number from 1 to {MostThreads}, but was '{text}'. Leave it out to use every core.");

    /// <summary>A finite number of at least 0.</summary>
    public static Func<string, double> NotNegative(string remedy) => text =>
        TryFinite(text, out double value) && value >= 0
            ? value
            : throw new FormatException($"must be a number of at least 0, but was '{text}'. {remedy}");

    /// <summary>A finite number above 0.</summary>
    public static Func<string, double> Positive(string remedy) => text =>
        TryFinite(text, out double value) && value > 0
            ? value
            : throw new FormatException($"must be a number above 0, but was '{text}'. {remedy}");

    /// <summary>A number above 0, or from 0 where zero is allowed, to below 1.</summary>
    public static Func<string, double> Share(bool zeroAllowed, string remedy) => text =>
        TryFinite(text, out double value) && value < 1 && (value > 0 || (zeroAllowed && value == 0))
            ? value
            : throw new FormatException($"must be a number {(zeroAllowed ? "from 0" : "above 0")} and below 1, but was '{text}'. {remedy}");

    /// <summary>Any 64-bit whole number.</summary>
    public static long Seed(string text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new FormatException($"must be a whole number, but was '{text}'. Any will do; equal seeds give equal results.");

    private static bool TryFinite(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
