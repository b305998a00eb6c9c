using System.CommandLine;

namespace MLNetLandscape.Cli.Options;

/// <summary>What a setting is called in results: its option without dashes, learningRate for --learning-rate.</summary>
internal static class SettingName
{
    /// <summary>The name of an option's setting.</summary>
    public static string Of(Option option)
    {
        string[] words = option.Name.TrimStart('-').Split('-');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
