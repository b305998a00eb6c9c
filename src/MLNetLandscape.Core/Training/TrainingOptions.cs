using System.Text.Json.Serialization;
using MLNetLandscape.Core.Schedules;

namespace MLNetLandscape.Core.Training;

/// <summary>What the training loop is asked for.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the training data, at least 1.</summary>
    public int Epochs { get; init; } = 400;

    /// <summary>Rows of a step, at least 1; the last batch of an epoch may be smaller. 128 is the article's.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The learning rate over time; 2e-4 is the article's, for Adam.</summary>
    public Schedule LearningRate { get; init; } = new Constant(2e-4);

    /// <summary>When to stop before the last epoch; null runs all.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Whether to evaluate the training data too at the end of every epoch; the neuron's trace comes from there.</summary>
    public bool EvaluateTrainingData { get; init; } = true;

    /// <summary>Where to keep a checkpoint; null keeps none. An existing checkpoint of the same training is continued, one of another training is refused.</summary>
    /// <remarks>A training that is killed at any moment and continued ends with the same bits as one that was never interrupted.</remarks>
    public string? CheckpointPath { get; init; }

    /// <summary>Epochs between checkpoints, at least 1; the last epoch always writes one. Epochs after the last checkpoint are repeated on resume.</summary>
    public int CheckpointInterval { get; init; } = 1;

    /// <summary>The seed that all seeds of the training were derived from; null, the default, where there is none. It seeds nothing.</summary>
    /// <remarks>A checkpoint of another is refused by this number, which the user knows, rather than by those derived from it.</remarks>
    [JsonIgnore]
    public long? CheckpointSeed { get; init; }
}
