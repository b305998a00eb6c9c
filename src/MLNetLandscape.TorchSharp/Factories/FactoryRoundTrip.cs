using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.TorchSharp.Persistence;

namespace MLNetLandscape.TorchSharp.Factories;

/// <summary>Refuses a factory that does not come back from its own settings, before a training is spent on it.</summary>
internal static class FactoryRoundTrip
{
    private const string Rule = "Every parameter of its constructor must be a public property of the same name with a set or init accessor, or a model saved with it could "
        + "not be loaded. Write the factory as a record.";

    /// <summary>The settings of a factory, from which it was created again.</summary>
    /// <exception cref="ArgumentException">It cannot be created from them, or is another one then; the message says why.</exception>
    public static string Write(ITorchModuleFactory factory, Type type)
    {
        string? settings = null;
        try
        {
            settings = JsonSerializer.Serialize(factory, type, JsonFormat.Compact);
            if (Unwritten(type, settings) is { } property)
            {
                throw Refusal(type, settings, $"they lack '{property}', which has no set or init accessor or is not to be written");
            }

            string again = JsonSerializer.Serialize(Read(type, settings), type, JsonFormat.Compact);
            return again == settings ? settings : throw Refusal(type, settings, $"they become {again}");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw Refusal(type, settings, exception.Message.TrimEnd('.'), exception);
        }
    }

    /// <summary>Checks that the factory that is created from the settings creates a module of the same state: what is no property is seen only there.</summary>
    /// <exception cref="ArgumentException">It does not; the message names an entry.</exception>
    public static void CheckModule(ITorchModuleFactory factory, string settings, TensorModule module, long seed)
    {
        Type type = factory.GetType();
        using TensorModule again = Create(type, settings, seed);
        Dictionary<string, string> expected = ModuleState.ShapesOf(module), actual = ModuleState.ShapesOf(again);
        if (expected.Keys.Union(actual.Keys).Order(StringComparer.Ordinal).FirstOrDefault(name => expected.GetValueOrDefault(name) != actual.GetValueOrDefault(name)) is { } other)
        {
            throw Refusal(
                type, settings, $"the entry '{other}' of the module is then {actual.GetValueOrDefault(other, "not there")}, where it was {expected.GetValueOrDefault(other, "not there")}");
        }
    }

    private static TensorModule Create(Type type, string settings, long seed)
    {
        try
        {
            return ModuleFactoryTypes.CreateModule(Read(type, settings), seed);
        }
        catch (InvalidOperationException exception)
        {
            throw Refusal(type, settings, exception.Message.TrimEnd('.'), exception);
        }
    }

    private static ITorchModuleFactory Read(Type type, string settings) => (ITorchModuleFactory)JsonSerializer.Deserialize(settings, type, JsonFormat.Compact)!;

    /// <summary>A property that the constructor takes but the settings lack: it would silently be its type's default.</summary>
    private static string? Unwritten(Type type, string settings)
    {
        using JsonDocument written = JsonDocument.Parse(settings);
        JsonTypeInfo contract = JsonFormat.Compact.GetTypeInfo(type);
        return contract.Kind != JsonTypeInfoKind.Object ? null : contract.Properties
            .FirstOrDefault(property => property is { AssociatedParameter: not null } and ({ Get: null } or { Set: null }) && !written.RootElement.TryGetProperty(property.Name, out _))
            ?.Name;
    }

    private static ArgumentException Refusal(Type type, string? settings, string reason, Exception? cause = null) =>
        new($"The factory {type} does not come back from its settings{(settings is null ? "" : $" {settings}")}: {reason}. {Rule}", cause);
}
