using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Pretraining;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Cli.Training;

/// <summary>What a training left behind.</summary>
/// <param name="Network">The network with the parameters that were kept.</param>
/// <param name="History">Every epoch; empty for L-BFGS.</param>
/// <param name="Ended">Why it ended, in words.</param>
/// <param name="KeptEpoch">The epoch whose parameters were kept; null for L-BFGS.</param>
/// <param name="OnTraining">The kept parameters' figures on the training rows.</param>
/// <param name="OnValidation">Their figures on the validation rows; null without.</param>
internal sealed record TrainedNetwork(
    Network<float> Network, IReadOnlyList<EpochRecord> History, string Ended, int? KeptEpoch, Evaluation OnTraining, Evaluation? OnValidation)
{
    /// <summary>The same network before its parameters were rounded to single precision; null for a training in single precision.</summary>
    public Network<double>? Precise { get; init; }

    /// <summary>Why training broke down and what helps; null if it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>What pretraining found; null without.</summary>
    public NetworkPretrainingResult? Pretraining { get; init; }
}
