using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Trainers;

/// <summary>What all trainers are asked for, whatever they train. A record: derive a variant with <c>options with { ... }</c>.</summary>
public abstract record LandscapeTrainerOptions
{
    /// <summary>The label column.</summary>
    public string LabelColumnName { get; init; } = DefaultColumnNames.Label;

    /// <summary>The feature column, a vector of Single of known size, dense or sparse.</summary>
    public string FeatureColumnName { get; init; } = DefaultColumnNames.Features;

    /// <summary>The example weight column, Single, at least 0; null for none.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>lambda, the factor of the penalty on the neuron's scale, at least 0. Without a neuron it plays no part.</summary>
    public double Lambda { get; init; } = Regularization.DefaultLambda;

    /// <summary>The factor of the sum of |w| over weights, at least 0.</summary>
    public double L1Regularization { get; init; }

    /// <summary>
    /// The factor of half the sum of w^2 over weights, at least 0. The networks' default of 1e-3, and 3e-2 for the larger gradients of the polynomial
    /// hinge, was chosen by repeated cross-validation on small tables, real and made up; large ones need less.
    /// </summary>
    public double L2Regularization { get; init; } = 1e-3;

    /// <summary>The first-order method.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>The learning rate over time: by default Adam's usual 1e-3, lowered to 0 along a cosine.</summary>
    public Schedule LearningRate { get; init; } = new Cosine(1e-3);

    /// <summary>Passes over the training data, at least 1.</summary>
    public int NumberOfEpochs { get; init; } = 100;

    /// <summary>Rows of a step, at least 1; of smaller data all rows are one batch.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The Euclidean norm that a step's gradient is scaled down to where it is longer; null never scales.</summary>
    public double? GradientClipNorm { get; init; }

    /// <summary>The seed of initial parameters, order of rows, dropout and validation split; null draws one from the context, once per trainer.</summary>
    public long? Seed { get; init; }

    /// <summary>
    /// Threads of training, at least 1. No bit of a network's result depends on it; that of a TorchSharp module may, in the last places. Small models
    /// gain nothing from a second one.
    /// </summary>
    public int NumberOfThreads { get; init; } = 1;

    /// <summary>The share of the training rows to hold back for validation, from 0 (none) to less than 1. With validation data of its own a fit ignores it.</summary>
    public double ValidationFraction { get; init; }

    /// <summary>When to stop before the last epoch; it needs validation data, unless it watches the neuron's scale. Null runs all epochs.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// Whether each epoch ends with an evaluation of the training data, which costs a forward pass over it; null: yes, but when streaming only where early
    /// stopping watches the neuron's scale without validation data.
    /// </summary>
    public bool? EvaluateTrainingData { get; init; }

    /// <summary>Where to keep a checkpoint, so that a killed training continues; null keeps none.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Epochs between checkpoints, at least 1.</summary>
    public int CheckpointInterval { get; init; } = 1;

    /// <summary>What to do with a row whose features, label or weight are missing or not finite: leave it out and log the count, as ML.NET's trainers do, or refuse the data.</summary>
    public MissingValues MissingValues { get; init; } = MissingValues.SkipRow;

    /// <summary>Whether to scale each feature to mean 0 and deviation 1 of the training rows; the scaling becomes part of the model.</summary>
    public bool Standardize { get; init; } = true;

    /// <summary>Whether to read the rows anew in every epoch instead of keeping them in memory: for data larger than that.</summary>
    public bool Stream { get; init; }

    /// <summary>Rows that a streaming training holds to shuffle them, at least 1. Rows farther apart than that hardly change places.</summary>
    public int ShuffleBufferRows { get; init; } = 65536;

    /// <summary>Told of every epoch, on the thread that trains.</summary>
    public IProgress<EpochProgress>? Progress { get; init; }

    /// <summary>Cancels a fit between steps; it then throws <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The columns that a fit reads.</summary>
    internal ColumnNames Columns => new(LabelColumnName, FeatureColumnName, ExampleWeightColumnName);

    /// <summary>The penalties.</summary>
    internal Regularization Regularization => new() { L1 = L1Regularization, L2 = L2Regularization, Lambda = Lambda };

    /// <summary>The loss of the task.</summary>
    internal abstract Loss TrainingLoss { get; }
}
