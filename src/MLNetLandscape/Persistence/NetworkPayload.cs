using System.Text.Json;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Models;
using MLNetLandscape.Persistence.Mappings;
using MLNetLandscape.Tasks;

namespace MLNetLandscape.Persistence;

/// <summary>A network as text that a pipeline can carry: the core's model file, checksum and all, in base 64.</summary>
internal sealed class NetworkPayload : PayloadFormat
{
    /// <summary>The format.</summary>
    public static NetworkPayload Instance { get; } = new();

    protected override string Mark => "";

    public override IEstimator<ITransformer> CreateKeyStep(MLContext context) =>
        context.Transforms.CustomMapping(new KeyMapping().GetMapping(), Contracts.Key);

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
            [ModelDetails.Key] = ModelDetails.Of(model).ToJson(),
            [ModelDetails.HistoryKey] = model.History.ToJson(),
        },
    };

    protected override void Write(Stream destination, LandscapeModel model) => ModelFile.Write(destination, ToSaved((NetworkModel)model));

    protected override NetworkModel Read(Stream source)
    {
        SavedModel saved = ModelFile.Read(source);
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
        Network<float> network = Network<float>.FromParameters(saved.Network, saved.Parameters, saved.State);
        ModelParts parts = new()
        {
            Standardizer = saved.Standardizer,
            Loss = saved.Loss,
            Regularization = details.Regularization,
            Columns = details.Columns,
            History = history,
        };
        return details.CreateScoring(saved.Task, network.OutputSize, saved.ClassNames) switch
        {
            BinaryScoring binary => new BinaryNetworkModel(network, parts, binary),
            MulticlassScoring multiclass => new MulticlassNetworkModel(network, parts, multiclass),
            RegressionScoring regression => new RegressionNetworkModel(network, parts, regression),
            _ => throw new InvalidDataException($"its task {saved.Task} is unknown to this version"),
        };
    }
}
