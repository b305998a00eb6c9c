using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Storage;

/// <summary>Options of network trainers as JSON, without the listeners and tokens of the process that made them.</summary>
internal static class TrainerOptionsJson
{
    private static readonly JsonSerializerOptions Format = new(JsonFormat.Compact)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutListeners, NameMembersOfFamilies } },
    };

    /// <summary>The name of the task that options are for.</summary>
    public static string TaskOf(NetworkTrainerOptions options) => options switch
    {
        BinaryNetworkOptions => "binary",
        MulticlassNetworkOptions => "multiclass",
        RegressionNetworkOptions => "regression",
        _ => throw new ArgumentException($"The options must be of a network trainer, but were {options.GetType().Name}."),
    };

    /// <summary>The options as JSON.</summary>
    public static JsonElement Write(NetworkTrainerOptions options) => JsonSerializer.SerializeToElement(options, options.GetType(), Format);

    /// <summary>Reads the options of a task.</summary>
    /// <exception cref="ArgumentException">The task is none, or the JSON is not of its options.</exception>
    public static NetworkTrainerOptions Read(string task, JsonElement json)
    {
        try
        {
            NetworkTrainerOptions? options = task switch
            {
                "binary" => json.Deserialize<BinaryNetworkOptions>(Format),
                "multiclass" => json.Deserialize<MulticlassNetworkOptions>(Format),
                "regression" => json.Deserialize<RegressionNetworkOptions>(Format),
                _ => throw new ArgumentException($"Task must be binary, multiclass or regression, but was '{task}'."),
            };
            return options ?? throw new ArgumentException("The options of a sweep's trainer must not be null.");
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The options of a sweep's trainer must be those of {task} networks as JSON: {exception.Message}", exception);
        }
    }

    private static void LeaveOutListeners(JsonTypeInfo info)
    {
        if (typeof(LandscapeTrainerOptions).IsAssignableFrom(info.Type))
        {
            foreach (JsonPropertyInfo member in info.Properties
                .Where(member => member.PropertyType == typeof(CancellationToken) || member.PropertyType == typeof(IProgress<EpochProgress>)).ToArray())
            {
                info.Properties.Remove(member);
            }
        }
    }

    /// <summary>A member declared as a branch of a family, such as MarginLoss, is named as the family names it.</summary>
    private static void NameMembersOfFamilies(JsonTypeInfo info)
    {
        if (info is { Kind: JsonTypeInfoKind.Object, PolymorphismOptions: null } && info.Type is { IsAbstract: true, BaseType: { } family }
            && family.GetCustomAttribute<JsonPolymorphicAttribute>(inherit: false) is { TypeDiscriminatorPropertyName: { } name })
        {
            info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = name };
            foreach (JsonDerivedTypeAttribute member in family.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Where(member => info.Type.IsAssignableFrom(member.DerivedType)))
            {
                info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(member.DerivedType, (string)member.TypeDiscriminator!));
            }
        }
    }
}
