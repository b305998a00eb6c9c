using System.Text.Json;

namespace MLNetLandscape.Benchmarks.Steps;

/// <summary>How requests and answers travel between the two sides: a JSON object a line, with the names that Python likes.</summary>
internal static class JsonLines
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>A line.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>What a line says.</summary>
    /// <exception cref="InvalidDataException">The line is something else.</exception>
    public static T Read<T>(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Options) ?? throw new InvalidDataException("The peer sent an empty answer.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The peer sent '{line}', which is no {typeof(T).Name}.", exception);
        }
    }
}
