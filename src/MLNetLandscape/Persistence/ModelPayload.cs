using System.Text.Json;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Persistence;

/// <summary>A model as text that a pipeline can carry: the core's model file, checksum and all, in base 64.</summary>
internal static class ModelPayload
{
    /// <summary>Encodes a model.</summary>
    public static string Encode(NetworkModel model)
    {
        using MemoryStream stream = new();
        ModelFile.Write(stream, ToSaved(model));
        return Convert.ToBase64String(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Decodes a model.</summary>
    /// <exception cref="ModelFileException">The text is damaged, or a newer version wrote it; the message says what was found.</exception>
    public static NetworkModel Decode(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[(text.Length + 3) / 4 * 3];
        if (text.IsEmpty || !Convert.TryFromBase64Chars(text, bytes, out int length))
        {
            throw new ModelFileException("The network in the pipeline is damaged: its payload is no base-64 text.");
        }

        using MemoryStream stream = new(bytes, 0, length, writable: false);
        return FromSaved(ModelFile.Read(stream));
    }

    /// <summary>The model as the core stores it.</summary>
    public static SavedModel ToSaved(NetworkModel model) => new()
    {
        Network = model.Network.Definition,
        Parameters = model.Network.Parameters.ToArray(),
        State = model.Network.State.ToArray(),
        Loss = model.Loss,
        Task = model.Task,
        Standardizer = model.Standardizer,
        ClassNames = (model as MulticlassNetworkModel)?.ClassNames ?? [],
        LabelName = model.Columns.Label,
        Metadata = new Dictionary<string, string>
        {
            [ModelDetails.Key] = Details(model).ToJson(),
            [ModelDetails.HistoryKey] = model.History.ToJson(),
        },
    };

    private static ModelDetails Details(NetworkModel model) => new()
    {
        Columns = model.Columns,
        Regularization = model.Regularization,
        Calibrator = (model as BinaryNetworkModel)?.Calibrator,
        LabelScaling = (model as RegressionNetworkModel)?.LabelScaling,
        KeyValueType = (model as MulticlassNetworkModel)?.Classes?.ItemType.RawType.Name,
    };

    private static NetworkModel FromSaved(SavedModel saved)
    {
        try
        {
            if (!saved.Metadata.TryGetValue(ModelDetails.Key, out string? json))
            {
                throw new InvalidDataException("it lacks this package's details; it is a model of another program, or of a newer version");
            }

            ModelDetails details = ModelDetails.FromJson(json);
            return Create(saved, details, TrainingHistory.FromJson(saved.Metadata[ModelDetails.HistoryKey]));
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or ArgumentException or KeyNotFoundException)
        {
            throw new ModelFileException($"The network in the pipeline is damaged: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    private static NetworkModel Create(SavedModel saved, ModelDetails details, TrainingHistory history)
    {
        NetworkModelParts parts = new()
        {
            Network = Network<float>.FromParameters(saved.Network, saved.Parameters, saved.State),
            Standardizer = saved.Standardizer,
            Loss = saved.Loss,
            Regularization = details.Regularization,
            Columns = details.Columns,
            History = history,
        };
        return saved.Task switch
        {
            LearningTask.Binary => new BinaryNetworkModel(parts, details.Calibrator),
            LearningTask.Multiclass => new MulticlassNetworkModel(
                parts, details.KeyValueType is string type ? KeyValueSet.Parse(type, saved.ClassNames) : null),
            LearningTask.Regression => new RegressionNetworkModel(parts, details.LabelScaling ?? LabelScaling.None),
            _ => throw new InvalidDataException($"its task {saved.Task} is unknown to this version"),
        };
    }
}
