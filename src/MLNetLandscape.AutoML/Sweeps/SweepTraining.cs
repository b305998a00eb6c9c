using System.Diagnostics;
using MLNetLandscape.AutoML.Trials;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Models;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>One training of a sweep.</summary>
internal sealed class SweepTraining(IDataView data, IDataView? validation, NetworkTrainerOptions options, double validationFraction)
{
    /// <summary>Trains with a lambda, or without the neuron, from the trial's seed and checkpoint. A training that diverges is a result.</summary>
    /// <exception cref="InvalidOperationException">The data cannot be trained on at all; the message says why.</exception>
    public SweepRun Run(double? lambda, TrialContext context)
    {
        Stopwatch clock = Stopwatch.StartNew();
        NetworkTrainerOptions chosen = options with
        {
            Lambda = lambda ?? options.Lambda,
            Neuron = lambda is null ? null : options.Neuron,
            Seed = context.Seed,
            ValidationFraction = validation is null ? validationFraction : 0,
            EvaluateTrainingData = options.EvaluateTrainingData ?? false,
            CheckpointPath = null,
        };
        try
        {
            ITransformer fitted = NetworkTrainers.Create(chosen, isCalibrated: false).Fit(data, validation, null, context.Checkpoint, context.Cancellation);
            return Describe(((IPredictionTransformer<NetworkModel>)fitted).Model) with { Lambda = lambda, Seed = context.Seed, Elapsed = clock.Elapsed };
        }
        catch (TrainingDivergedException exception)
        {
            return new SweepRun { Lambda = lambda, Seed = context.Seed, Reason = StopReason.Diverged, Message = exception.Message, Elapsed = clock.Elapsed };
        }
    }

    private static SweepRun Describe(NetworkModel model)
    {
        TrainingHistory history = model.History;
        Evaluation kept = history.Epochs[history.KeptEpoch - 1].Validation!;

        // The history's error is that of the scaled label.
        double unit = model is RegressionNetworkModel regression ? regression.LabelScaling.Deviation : 1;
        return new SweepRun
        {
            Seed = 0,
            Metric = kept.Metric * unit,
            Loss = kept.Loss,
            BaseLoss = kept.BaseLoss,
            Neuron = kept.Neuron,
            KeptEpoch = history.KeptEpoch,
            Epochs = history.Epochs.Count,
            Reason = history.Reason,
            Message = history.Message,
        };
    }
}
