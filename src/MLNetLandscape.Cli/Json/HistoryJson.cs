using System.Text.Json.Nodes;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Cli.Json;

/// <summary>The epochs of a training as JSON: one array a figure, one entry an epoch.</summary>
internal static class HistoryJson
{
    /// <summary>The history; figures of a part that was not evaluated are null.</summary>
    public static JsonObject Build(IReadOnlyList<EpochRecord> history)
    {
        JsonArray Column(Func<EpochRecord, double?> figure) => JsonNumber.Array(history.Select(figure));
        return new JsonObject
        {
            ["learningRate"] = Column(record => record.LearningRate),
            ["runningObjective"] = Column(record => record.RunningObjective),
            ["trainingObjective"] = Column(record => record.Training?.Objective),
            ["trainingLoss"] = Column(record => record.Training?.Loss),
            ["trainingBaseLoss"] = Column(record => record.Training?.BaseLoss),
            ["trainingMetric"] = Column(record => record.Training?.Metric),
            ["validationObjective"] = Column(record => record.Validation?.Objective),
            ["validationLoss"] = Column(record => record.Validation?.Loss),
            ["validationBaseLoss"] = Column(record => record.Validation?.BaseLoss),
            ["validationMetric"] = Column(record => record.Validation?.Metric),
            ["scale"] = Column(record => record.Training?.Neuron?.Scale),
            ["bias"] = Column(record => record.Training?.Neuron?.Bias),
            ["weightNorm"] = Column(record => record.Training?.Neuron?.WeightNorm),
            ["largestTerm"] = Column(record => record.Training?.Neuron?.LargestTerm),
            ["clampedExponents"] = Column(record => record.Training?.Neuron?.ClampedExponents),
        };
    }
}
