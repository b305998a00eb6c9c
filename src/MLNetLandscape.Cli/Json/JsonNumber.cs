using System.Text.Json.Nodes;

namespace MLNetLandscape.Cli.Json;

/// <summary>Numbers for JSON, which knows neither NaN nor infinity: both become null.</summary>
internal static class JsonNumber
{
    /// <summary>The number, or null.</summary>
    public static JsonNode? Of(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;

    /// <summary>An array of numbers and nulls.</summary>
    public static JsonArray Array(IEnumerable<double?> values) => new([.. values.Select(Of)]);
}
