using System.Text.Json;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Models;
using MLNetLandscape.Persistence;
using MLNetLandscape.Tasks;
using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.TorchSharp.Models;

namespace MLNetLandscape.TorchSharp.Persistence;

/// <summary>The JSON header of a module file: all of a model but the TorchScript bytes and the state dictionary, which follow as the payload.</summary>
internal sealed record TorchHeader
{
    public required LearningTask Task { get; init; }

    public required Loss Loss { get; init; }

    public Standardizer? Standardizer { get; init; }

    /// <summary>The task's details, as networks keep them.</summary>
    public required string Details { get; init; }

    public required string History { get; init; }

    public IReadOnlyList<string> ClassNames { get; init; } = [];

    public required IReadOnlyList<long> FeatureShape { get; init; }

    public required int Outputs { get; init; }

    /// <summary>The factory of the module; null where the payload starts with TorchScript.</summary>
    public ModuleFactoryText? Factory { get; init; }

    /// <summary>The bytes of TorchScript at the start of the payload.</summary>
    public int ScriptLength { get; init; }

    public static TorchHeader Of(TorchModel model) => new()
    {
        Task = model.Task,
        Loss = model.Loss,
        Standardizer = model.Standardizer,
        Details = ModelDetails.Of(model).ToJson(),
        History = model.History.ToJson(),
        ClassNames = (model.Scoring as MulticlassScoring)?.ClassNames ?? [],
        FeatureShape = model.FeatureShape,
        Outputs = model.TorchParts.Outputs,
        Factory = (model.TorchParts.Source as FactorySource)?.Text,
        ScriptLength = (model.TorchParts.Source as TorchScriptSource)?.Script.Length ?? 0,
    };

    /// <summary>Reads the JSON.</summary>
    /// <exception cref="JsonException">It is no such JSON.</exception>
    public static TorchHeader Parse(byte[] json) =>
        JsonSerializer.Deserialize<TorchHeader>(json, JsonFormat.Compact) ?? throw new JsonException("The header is null.");

    /// <summary>The model of this header and a module.</summary>
    /// <exception cref="InvalidDataException">The task is unknown.</exception>
    /// <exception cref="JsonException">A part is no such JSON.</exception>
    public TorchModel ToModel(TorchModelParts torchParts)
    {
        ModelDetails details = ModelDetails.FromJson(Details);
        ModelParts parts = new()
        {
            Standardizer = Standardizer,
            Loss = Loss,
            Regularization = details.Regularization,
            Columns = details.Columns,
            History = TrainingHistory.FromJson(History),
        };
        return details.CreateScoring(Task, Outputs, ClassNames) switch
        {
            BinaryScoring binary => new TorchBinaryModel(torchParts, parts, binary),
            MulticlassScoring multiclass => new TorchMulticlassModel(torchParts, parts, multiclass),
            RegressionScoring regression => new TorchRegressionModel(torchParts, parts, regression),
            _ => throw new InvalidDataException($"its task {Task} is unknown to this version"),
        };
    }
}
