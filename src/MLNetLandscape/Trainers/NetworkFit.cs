using Microsoft.ML.Runtime;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Progress;

namespace MLNetLandscape.Trainers;

/// <summary>One fit: from rows to a trained network.</summary>
internal sealed class NetworkFit(MLContext context, string trainer, NetworkTrainerOptions options, IChannel channel, long seed) : IDisposable
{
    private readonly ContextCancellation cancellation = new(context, options.CancellationToken);

    /// <summary>Cancelled by the user's token or with the context.</summary>
    public CancellationToken Cancellation => cancellation.Token;

    /// <summary>Reads or surveys the data.</summary>
    public TrainingRows Prepare(TrainingRowsRequest request)
    {
        cancellation.Check();
        Cancellation.ThrowIfCancellationRequested();
        return options.Stream ? StreamingRows.Prepare(request) : MaterializedRows.Prepare(request);
    }

    /// <summary>Trains a network on rows.</summary>
    public NetworkModelParts Train(TrainingRows rows, int outputs, Network<float>? start)
    {
        NetworkDefinition definition = NetworkShape.Define(options, rows.Training.FeatureCount, outputs);
        Network<float> network = start is null ? Network<float>.Create(definition, seed) : NetworkShape.StartFrom(start, definition);
        foreach (string warning in TheoryWarnings.For(definition, options.TrainingLoss, options.Regularization))
        {
            channel.Info(MessageSensitivity.None, "{0}", warning);
        }

        TrainingResult result = Run(network, rows);
        return new NetworkModelParts
        {
            Network = network,
            Standardizer = rows.Scaling.Features,
            Loss = options.TrainingLoss,
            Regularization = options.Regularization,
            Columns = options.Columns,
            History = TrainingHistory.Of(result),
        };
    }

    public void Dispose() => cancellation.Dispose();

    private TrainingResult Run(Network<float> network, TrainingRows rows)
    {
        using NetworkEngine engine = new(network, options.TrainingLoss, options.Regularization, options.Optimizer, EngineOptions());
        IBatchSource training = new WatchedBatchSource(rows.Training, cancellation.Check);
        EpochReporter reporter = new(trainer, channel, options.Progress);
        TrainingResult result = TrainingLoop.Run(engine, training, rows.Validation, LoopOptions(rows), reporter, Cancellation);
        return result.Reason switch
        {
            StopReason.Cancelled => throw new OperationCanceledException("Operation was canceled.", Cancellation),
            StopReason.Diverged => Salvage(result),
            _ => result,
        };
    }

    private EngineOptions EngineOptions() => new()
    {
        Threads = options.NumberOfThreads,
        GradientClipNorm = options.GradientClipNorm,
        NeuronGradientClipNorm = options.NeuronGradientClipNorm,
        Seed = seed,
    };

    private TrainingOptions LoopOptions(TrainingRows rows) => new()
    {
        Epochs = options.NumberOfEpochs,
        BatchSize = (int)Math.Min(options.BatchSize, rows.RowCount),
        LearningRate = options.LearningRate,
        EarlyStopping = options.EarlyStopping,
        EvaluateTrainingData = options.EvaluateTrainingData ?? !options.Stream,
        CheckpointPath = options.CheckpointPath,
        CheckpointInterval = options.CheckpointInterval,
    };

    private TrainingResult Salvage(TrainingResult result)
    {
        if (result.KeptEpoch == 0)
        {
            throw new InvalidOperationException(result.Message);
        }

        channel.Warning(MessageSensitivity.None, "{0}", result.Message);
        return result;
    }
}
