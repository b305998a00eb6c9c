using System.Buffers;
using System.Reflection;
using System.Text.Json;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Factories;

/// <summary>Writes factories down and creates them again, and nothing else: what a model file may bring into being.</summary>
/// <remarks>
/// A name is looked up in assemblies that the caller registered, then in those that the process has already loaded; no assembly is ever loaded for a model. A
/// type that is not a public, concrete, non-generic <see cref="ITorchModuleFactory"/> is refused before any of its code runs.
/// </remarks>
public static class ModuleFactoryTypes
{
    // Brackets and commas would make a name of types within types, which the runtime may load assemblies for.
    private static readonly SearchValues<char> NotPlain = SearchValues.Create("[],`*&");
    private static readonly Lock Gate = new();
    private static readonly List<Assembly> Registered = [];

    /// <summary>Lets factories of an assembly be found first, for instance of one in a load context of its own.</summary>
    public static void Register(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        lock (Gate)
        {
            if (!Registered.Contains(assembly))
            {
                Registered.Add(assembly);
            }
        }
    }

    /// <summary>The name and the settings of a factory.</summary>
    /// <exception cref="ArgumentException">A saved model could not be loaded with it; the message says why.</exception>
    public static ModuleFactoryText Describe(ITorchModuleFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Type type = factory.GetType();
        if (Fault(type) is { } fault)
        {
            throw new ArgumentException($"The factory {type} {fault}. A model saved with it could not be loaded.", nameof(factory));
        }

        return new ModuleFactoryText(type.FullName!, type.Assembly.GetName().Name!, FactoryRoundTrip.Write(factory, type));
    }

    /// <summary>Creates a factory from its name and settings.</summary>
    /// <exception cref="InvalidDataException">The type is not there, is refused, or does not take the settings; the message says which.</exception>
    public static ITorchModuleFactory Create(ModuleFactoryText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Type type = Find(text);
        if (Fault(type) is { } fault)
        {
            throw new InvalidDataException(
                $"The model names the type {text.TypeName} of {text.AssemblyName} as its factory, which {fault}. Only module factories are created from model files.");
        }

        try
        {
            return (ITorchModuleFactory)JsonSerializer.Deserialize(text.Settings, type, JsonFormat.Compact)!
                ?? throw new JsonException("null is no factory");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"The settings of the factory {text.TypeName} do not fit it: {exception.Message} Use the version of {text.AssemblyName} that the model was saved with.",
                exception);
        }
    }

    /// <summary>Lets a factory create its module, with what it draws from LibTorch's generator decided by the seed alone.</summary>
    /// <exception cref="InvalidOperationException">The factory threw, or returned nothing.</exception>
    public static torch.nn.Module<Tensor, Tensor> CreateModule(ITorchModuleFactory factory, long seed)
    {
        ArgumentNullException.ThrowIfNull(factory);
        TorchRuntime.EnsureAvailable();
        using GeneratorLease lease = GeneratorLease.Take(new RandomSource(seed).Split(RandomPurpose.Initialization).Key);
        try
        {
            return ModuleOwnership.Release(factory.Create() ?? throw new InvalidOperationException("it returned null"));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new InvalidOperationException(
                $"The module factory {factory.GetType().Name} failed: {FirstLine.Of(exception)}. Check its settings.", exception);
        }
    }

    private static Type Find(ModuleFactoryText text)
    {
        if (text.TypeName.AsSpan().ContainsAny(NotPlain))
        {
            throw new InvalidDataException(
                $"The model names '{text.TypeName}' as its factory, which is not the plain name of a type. Only module factories are created from model files.");
        }

        Assembly[] assemblies;
        lock (Gate)
        {
            assemblies = [.. Registered, .. AppDomain.CurrentDomain.GetAssemblies()];
        }

        return assemblies.Where(assembly => string.Equals(assembly.GetName().Name, text.AssemblyName, StringComparison.Ordinal))
            .Select(assembly => assembly.GetType(text.TypeName, throwOnError: false, ignoreCase: false))
            .FirstOrDefault(type => type is not null)
            ?? throw new InvalidDataException(
                $"The model's factory {text.TypeName} of the assembly {text.AssemblyName} is not among the loaded assemblies, and none is loaded for a model. "
                + "Use a type of that assembly before loading, or call ModuleFactoryTypes.Register.");
    }

    private static string? Fault(Type type) => type switch
    {
        _ when !typeof(ITorchModuleFactory).IsAssignableFrom(type) => $"does not implement {nameof(ITorchModuleFactory)}",
        { IsInterface: true } or { IsAbstract: true } => "is abstract",
        { IsGenericType: true } => "is generic",
        { IsVisible: false } => "is not public",
        _ => null,
    };
}
