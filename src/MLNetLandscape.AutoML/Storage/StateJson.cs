using System.Text.Json;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.AutoML.Storage;

/// <summary>What state files of all kinds have in common: JSON, a version, and settings that must stay as they were.</summary>
internal static class StateJson
{
    private static readonly JsonElement None = JsonSerializer.SerializeToElement<object?>(null);

    /// <summary>Reads a state.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it is of, for messages: "sweep".</param>
    /// <param name="version">The version that this program reads.</param>
    /// <param name="versionOf">The version of a state.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or of another kind or version.</exception>
    public static TState Read<TState>(string path, string kind, int version, Func<TState, int> versionOf)
        where TState : class
    {
        TState? state;
        try
        {
            state = JsonSerializer.Deserialize<TState>(File.ReadAllText(path), JsonFormat.Indented);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' is not the state of a {kind}, or is damaged: {exception.Message} Delete it to begin anew.", exception);
        }

        return state is not null && versionOf(state) == version
            ? state
            : throw new InvalidDataException(
                $"The state in '{path}' must have version {version}, but has {(state is null ? "none" : versionOf(state))}. Delete it to begin anew.");
    }

    /// <summary>Refuses the state of another sweep or search.</summary>
    /// <exception cref="InvalidOperationException">A setting differs; the message names it and both values.</exception>
    public static void RequireSame(
        string path, string kind, IReadOnlyDictionary<string, JsonElement> kept, IReadOnlyDictionary<string, JsonElement> present)
    {
        if (kept.Keys.Union(present.Keys).FirstOrDefault(name => !AreEqual(name, kept, present)) is { } other)
        {
            throw new InvalidOperationException(
                $"The state in '{path}' must be of the same {kind}, but its {SettingText.Name(other)} is {Text(other, kept)}, and this {kind}'s is "
                + $"{Text(other, present)}. Go back to those settings, or name another file.");
        }
    }

    /// <summary>Whether two sets of settings are the same.</summary>
    public static bool AreEqual(IReadOnlyDictionary<string, JsonElement> one, IReadOnlyDictionary<string, JsonElement> other) =>
        one.Keys.Union(other.Keys).All(name => AreEqual(name, one, other));

    private static bool AreEqual(string name, IReadOnlyDictionary<string, JsonElement> one, IReadOnlyDictionary<string, JsonElement> other) =>
        JsonElement.DeepEquals(Find(name, one), Find(name, other));

    private static string Text(string name, IReadOnlyDictionary<string, JsonElement> settings) => SettingText.Value(Find(name, settings));

    /// <summary>A setting; null where an older program did not write it, as where it was not set.</summary>
    private static JsonElement Find(string name, IReadOnlyDictionary<string, JsonElement> settings) => settings.TryGetValue(name, out JsonElement value) ? value : None;
}
