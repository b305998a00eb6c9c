using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Pretraining;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Cli.Training;

/// <summary>What landscape train is asked to do, read from the command line and checked.</summary>
internal sealed record TrainingJob
{
    /// <summary>The network, neuron included.</summary>
    public required NetworkDefinition Network { get; init; }

    /// <summary>The loss.</summary>
    public required Loss Loss { get; init; }

    /// <summary>The penalties.</summary>
    public required Regularization Regularization { get; init; }

    /// <summary>How the network is pretrained; null starts it at random.</summary>
    public NetworkPretraining? Pretraining { get; init; }

    /// <summary>The first-order method; null for L-BFGS.</summary>
    public required Optimizer? Optimizer { get; init; }

    /// <summary>Epochs, batches, schedule, early stopping and checkpoint.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>The norm that gradients are clipped to; null clips nothing.</summary>
    public double? GradientClipNorm { get; init; }

    /// <summary>The norm that the neuron's part of gradients is clipped to; null clips nothing.</summary>
    public double? NeuronGradientClipNorm { get; init; }

    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Threads.</summary>
    public required int Threads { get; init; }

    /// <summary>The rows to train on, standardised.</summary>
    public required Dataset<float> Training { get; init; }

    /// <summary>The rows held out, standardised by the training rows; null without.</summary>
    public Dataset<float>? Validation { get; init; }

    /// <summary>The scaling.</summary>
    public required Standardizer Standardizer { get; init; }
}
