using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Trainers;

/// <summary>A trainer of any task and engine, for a search that runs trainers without knowing which.</summary>
internal interface ILandscapeTrainer
{
    /// <summary>What it was asked for.</summary>
    LandscapeTrainerOptions Options { get; }

    /// <summary>The seed of its fits: the options', or the one that it drew.</summary>
    long Seed { get; }

    /// <summary>What it learns.</summary>
    LearningTask Kind { get; }

    /// <summary>Whether its models give a Probability.</summary>
    bool IsCalibrated { get; }

    /// <summary>Whether a label of numbers is scaled to mean 0 and deviation 1.</summary>
    bool StandardizesLabel { get; }

    /// <summary>What is trained, where the options are not all that decides it; null where they are.</summary>
    string? Source { get; }

    /// <summary>Trains anew.</summary>
    /// <param name="trainData">The training data.</param>
    /// <param name="validationData">Data to evaluate after every epoch; null takes the options' fraction of the training data.</param>
    /// <param name="progress">Told of every epoch beside the options' own listener, on the thread that trains.</param>
    /// <param name="checkpoint">Where an interrupted fit left off, whose epochs are then told of again; null for none.</param>
    /// <param name="cancellationToken">Cancels this fit, as the options' token does.</param>
    ITransformer Fit(
        IDataView trainData, IDataView? validationData, IProgress<EpochProgress>? progress, ITrialCheckpoint? checkpoint, CancellationToken cancellationToken);
}
