using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Persistence;

/// <summary>How this library writes JSON: camelCase names, enumerations as snake_case words, figures in full precision.</summary>
public static class JsonFormat
{
    /// <summary>One line, for files that programs read.</summary>
    /// <remarks>
    /// Unknown members are refused, because a member that an older version would overlook may change what a model computes. Computed
    /// properties are not written. NaN and infinities are the strings "NaN", "Infinity" and "-Infinity".
    /// </remarks>
    public static JsonSerializerOptions Compact { get; } = Create(indented: false);

    /// <summary>The same, indented, for reports.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    private static JsonSerializerOptions Create(bool indented)
    {
        JsonSerializerOptions options = new()
        {
            WriteIndented = indented,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            IgnoreReadOnlyProperties = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            AllowOutOfOrderMetadataProperties = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
