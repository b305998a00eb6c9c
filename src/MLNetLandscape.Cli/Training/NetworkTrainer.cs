using System.Numerics.Tensors;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Pretraining;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Cli.Training;

/// <summary>Trains one network, by mini-batches or by L-BFGS.</summary>
internal static class NetworkTrainer
{
    /// <summary>Trains.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; a checkpoint, if asked for, holds the last complete epoch.</exception>
    public static TrainedNetwork Train(TrainingJob job, IProgress<EpochProgress>? progress, CancellationToken cancellationToken)
    {
        Network<float> network = Network<float>.Create(job.Network, SeedFor(job, RandomPurpose.Initialization));
        NetworkPretrainingResult? pretraining = job.Pretraining?.Run(
            network, job.Loss, job.Regularization, job.Training, SeedFor(job, RandomPurpose.Pretraining), cancellationToken);
        TrainedNetwork trained = job.Optimizer is { } optimizer
            ? ByBatches(job, network, optimizer, progress, cancellationToken)
            : ByAllRows(job, network, cancellationToken);
        return trained with { Pretraining = pretraining };
    }

    /// <summary>The seed of one purpose.</summary>
    public static long SeedFor(long seed, RandomPurpose purpose) => unchecked((long)new RandomSource(seed).Split(purpose).Key);

    private static TrainedNetwork ByBatches(
        TrainingJob job, Network<float> network, Optimizer optimizer, IProgress<EpochProgress>? progress, CancellationToken cancellationToken)
    {
        using NetworkEngine engine = CreateEngine(job, network, optimizer);
        InMemoryBatchSource training = new(job.Training, SeedFor(job, RandomPurpose.Shuffling));
        InMemoryBatchSource? validation = job.Validation is null ? null : new(job.Validation, null);
        TrainingResult result = TrainingLoop.Run(engine, training, validation, job.Options, progress, cancellationToken);
        if (result.Reason == StopReason.Cancelled)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        return Finish(job, engine, result.History, Describe(result)) with { KeptEpoch = result.KeptEpoch, Failure = result.Message };
    }

    private static TrainedNetwork ByAllRows(TrainingJob job, Network<float> network, CancellationToken cancellationToken)
    {
        Network<double> precise = network.Convert<double>();
        NetworkObjective objective = new(precise, job.Loss, job.Regularization, job.Training.Convert<double>());
        LimitedMemoryBfgs method = new() { MaximumIterations = job.Options.Epochs };
        LimitedMemoryBfgsResult result = method.Minimize(objective, precise.Parameters, cancellationToken);
        result.Parameters.CopyTo(precise.Parameters);
        TensorPrimitives.ConvertTruncating<double, float>(result.Parameters, network.Parameters);

        using NetworkEngine engine = CreateEngine(job, network, new Adam());
        return Finish(job, engine, [], Describe(result)) with
        {
            Precise = precise,
            Failure = result.Reason == LimitedMemoryBfgsStop.NonFinite ? "The objective is not finite at the starting point. Check the features for extreme values." : null,
        };
    }

    private static TrainedNetwork Finish(TrainingJob job, NetworkEngine engine, IReadOnlyList<EpochRecord> history, string ended)
    {
        Evaluation training = engine.Evaluate(new InMemoryBatchSource(job.Training, null), CancellationToken.None);
        Evaluation? validation = job.Validation is null ? null : engine.Evaluate(new InMemoryBatchSource(job.Validation, null), CancellationToken.None);
        return new TrainedNetwork(engine.Network, history, ended, null, training, validation);
    }

    private static NetworkEngine CreateEngine(TrainingJob job, Network<float> network, Optimizer optimizer) => new(
        network, job.Loss, job.Regularization, optimizer,
        new EngineOptions
        {
            Threads = job.Threads,
            GradientClipNorm = job.GradientClipNorm,
            NeuronGradientClipNorm = job.NeuronGradientClipNorm,
            Seed = SeedFor(job, RandomPurpose.Dropout),
        });

    private static long SeedFor(TrainingJob job, RandomPurpose purpose) => SeedFor(job.Seed, purpose);

    private static string Describe(TrainingResult result) => result.Reason switch
    {
        StopReason.EarlyStopped => $"stopped early after epoch {result.History.Count}, epoch {result.KeptEpoch} kept",
        StopReason.Diverged => $"diverged after epoch {result.History.Count}, epoch {result.KeptEpoch} kept",
        _ => $"{(result.History.Count == 1 ? "the one epoch" : $"all {result.History.Count} epochs")} done, epoch {result.KeptEpoch} kept",
    };

    private static string Describe(LimitedMemoryBfgsResult result)
    {
        string reason = result.Reason switch
        {
            LimitedMemoryBfgsStop.Converged => "converged",
            LimitedMemoryBfgsStop.LineSearchStalled => "stalled: its line search finds no step that decreases the objective beyond rounding, although the gradient is above the tolerance",
            LimitedMemoryBfgsStop.NonFinite => "not started: the objective is not finite",
            _ => "iteration limit reached",
        };
        return FormattableString.Invariant($"L-BFGS {reason}; {result.Iterations} directions, {result.Evaluations} evaluations, objective {result.Value:G6}, gradient norm {result.GradientNorm:G3}");
    }
}
