using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNetLandscape.Core.Training;

/// <summary>Says which settings differ between two values of a fingerprint's entry, instead of printing both whole.</summary>
internal static class FingerprintDifference
{
    private const int MostSettings = 3;
    private const int MostCharacters = 80;

    // What the families of records that JSON tells apart call their kind.
    private static readonly string[] Discriminators = ["name", "layer", "neuron"];

    /// <summary>Such as "its model (network.layers[0].units) is 8, but here it is 9".</summary>
    internal static string Describe(string name, string there, string here)
    {
        if (Parse(there) is not { } thereObject || Parse(here) is not { } hereObject)
        {
            return Sentence(name, there, here);
        }

        List<string> sentences = [.. Compare("", thereObject, hereObject).Select(one => Sentence(one.Path.Length == 0 ? name : $"{name} ({one.Path})", one.There, one.Here))];
        string rest = sentences.Count > MostSettings ? $"; and {sentences.Count - MostSettings} more" : "";
        return string.Join("; ", sentences.Take(MostSettings)) + rest;
    }

    private static string Sentence(string setting, string there, string here)
    {
        (there, here) = FromFirstDifference(there, here);
        return $"its {setting} is {there}, but here it is {here}";
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Path, string There, string Here)> Compare(string path, JsonNode? there, JsonNode? here)
    {
        switch (there, here)
        {
            case (JsonObject a, JsonObject b) when Kind(a) == Kind(b):
                return a.Select(entry => entry.Key).Union(b.Select(entry => entry.Key))
                    .SelectMany(key => Compare(path.Length == 0 ? key : $"{path}.{key}", a[key], b[key]));
            case (JsonArray a, JsonArray b) when a.Count == b.Count:
                return Enumerable.Range(0, a.Count).SelectMany(i => Compare($"{path}[{i}]", a[i], b[i]));
            default:
                return JsonNode.DeepEquals(there, here) ? [] : [(path, Text(there), Text(here))];
        }
    }

    /// <summary>What an object of several kinds, such as a schedule, says that it is; its other settings differ with it.</summary>
    private static string? Kind(JsonObject value) => Discriminators.Select(key => value[key]).OfType<JsonValue>().FirstOrDefault()?.ToString();

    private static string Text(JsonNode? value) => value switch
    {
        null => "none",
        JsonObject item => Kind(item) ?? item.ToJsonString(),
        JsonArray items => $"[{string.Join(", ", items.Select(Text))}]",
        _ => value.ToString(),
    };

    private static (string There, string Here) FromFirstDifference(string there, string here)
    {
        int common = there.Length <= MostCharacters && here.Length <= MostCharacters ? 0 : there.AsSpan().CommonPrefixLength(here);
        int start = Math.Max(0, common - (MostCharacters / 2));
        return (Excerpt(there), Excerpt(here));

        string Excerpt(string text) => (start > 0 ? "…" : "") + Shorten(text[start..]);
    }

    private static string Shorten(string text) => text.Length <= MostCharacters ? text : $"{text.AsSpan(0, MostCharacters)}…";
}
