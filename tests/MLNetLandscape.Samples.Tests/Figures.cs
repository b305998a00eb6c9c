using System.Globalization;
using System.Text.RegularExpressions;

namespace MLNetLandscape.Samples.Tests;

/// <summary>Reads figures from a sample's output.</summary>
internal static class Figures
{
    /// <summary>The number after a text, on the line that starts with another.</summary>
    public static double After(this string output, string text, string lineStart = "")
    {
        Match match = Regex.Match(
            output, $@"^{Regex.Escape(lineStart)}.*?{Regex.Escape(text)} *(?<number>-?[0-9.]+([eE][-+]?[0-9]+)?)", RegexOptions.Multiline);
        Assert.True(match.Success, $"No number after '{text}' on a line that starts with '{lineStart}':\n{output}");
        return double.Parse(match.Groups["number"].Value.TrimEnd('.'), CultureInfo.InvariantCulture);
    }
}
