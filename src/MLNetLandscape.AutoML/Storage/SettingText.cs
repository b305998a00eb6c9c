using System.Text.Json;
using System.Text.RegularExpressions;

namespace MLNetLandscape.AutoML.Storage;

/// <summary>Settings for people.</summary>
internal static partial class SettingText
{
    /// <summary>A name in words: batchSize is "batch size".</summary>
    public static string Name(string camelCase) => Capital().Replace(camelCase, match => " " + match.Value.ToLowerInvariant());

    /// <summary>A value: an object as its family name and its members, "adam, beta1 0.9, beta2 0.999, epsilon 1E-08".</summary>
    public static string Value(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "none",
        { ValueKind: JsonValueKind.Object } element => string.Join(", ", element.EnumerateObject().Select(Member)),
        { ValueKind: JsonValueKind.Array } element => $"[{string.Join(", ", element.EnumerateArray().Select(item => Value(item)))}]",
        { } element => element.ToString(),
    };

    private static string Member(JsonProperty member, int index) =>
        index == 0 && member.Value.ValueKind == JsonValueKind.String ? Value(member.Value) : $"{Name(member.Name)} {Value(member.Value)}";

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
