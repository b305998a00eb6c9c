using System.Diagnostics;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Models;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>One training of a sweep.</summary>
internal sealed class SweepTraining(IDataView data, IDataView? validation, NetworkTrainerOptions options, double validationFraction)
{
    /// <summary>Trains with a lambda, or without the neuron, from a seed.</summary>
    public SweepRun Run(double? lambda, long seed, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        NetworkTrainerOptions chosen = options with
        {
            Lambda = lambda ?? options.Lambda,
            Neuron = lambda is null ? null : options.Neuron,
            Seed = seed,
            ValidationFraction = validation is null ? validationFraction : 0,
            EvaluateTrainingData = options.EvaluateTrainingData ?? false,
            CheckpointPath = null,
        };
        try
        {
            return Describe(Train(chosen, cancellation)) with { Lambda = lambda, Seed = seed, Elapsed = clock.Elapsed };
        }
        catch (InvalidOperationException exception)
        {
            return new SweepRun { Lambda = lambda, Seed = seed, Reason = StopReason.Diverged, Message = exception.Message, Elapsed = clock.Elapsed };
        }
    }

    /// <summary>Trains in a context of its own: contexts are not made for several trainings at a time, and nothing depends on its random numbers.</summary>
    private NetworkModel Train(NetworkTrainerOptions chosen, CancellationToken cancellation)
    {
        LandscapeCatalog catalog = new MLContext(seed: 1).Landscape();
        return chosen switch
        {
            BinaryNetworkOptions binary => catalog.BinaryNetworkNonCalibrated(binary).Fit(data, validation, null, null, cancellation).Model,
            MulticlassNetworkOptions multiclass => catalog.MulticlassNetwork(multiclass).Fit(data, validation, null, null, cancellation).Model,
            RegressionNetworkOptions regression => catalog.RegressionNetwork(regression).Fit(data, validation, null, null, cancellation).Model,
            _ => throw new ArgumentException($"The options must be of a network trainer, but were {chosen.GetType().Name}."),
        };
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
