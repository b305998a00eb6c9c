using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Networks;

/// <summary>How definitions, losses and the like are written as JSON: what one sets, and nothing that follows from it.</summary>
public static class NetworkJson
{
    /// <summary>The options, frozen. An unknown property is an error: a file of a later version must not be half understood.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        JsonSerializerOptions options = new()
        {
            IgnoreReadOnlyProperties = true,
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
