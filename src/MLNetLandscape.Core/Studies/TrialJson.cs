using System.Text.Json;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Studies;

/// <summary>Trial settings and results as records, in the library's JSON.</summary>
public static class TrialJson
{
    /// <summary>A record as JSON; reading it back gives the same bits.</summary>
    public static JsonElement Write<T>(T value) => JsonSerializer.SerializeToElement(value, JsonFormat.Compact);

    /// <summary>Reads a record.</summary>
    /// <exception cref="ArgumentException">The JSON is not of its shape: a member is missing, unknown, or of another kind.</exception>
    public static T Read<T>(JsonElement json)
        where T : notnull
    {
        try
        {
            return json.Deserialize<T>(JsonFormat.Compact) ?? throw new ArgumentException($"The settings must be {typeof(T).Name} as JSON, but were null.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new ArgumentException($"The settings must be {typeof(T).Name} as JSON: {exception.Message}", exception);
        }
    }
}
