using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Experiments.ExponentialNeurons;

/// <summary>One training of the EEG network.</summary>
public sealed record EegTrialSettings
{
    /// <summary>The part of the experiment that it belongs to.</summary>
    public required string Part { get; init; }

    /// <summary>What the pixels are; <see cref="EegScaling.Standardized"/> by the training rows alone.</summary>
    public required EegScaling Scaling { get; init; }

    /// <summary>How rows are held out.</summary>
    public required EegSplit Split { get; init; }

    /// <summary>The neuron, or none.</summary>
    public required EegArm Arm { get; init; }

    /// <summary>The repetition, from 0; also the fold where groups are held out.</summary>
    public required int Run { get; init; }

    /// <summary>Folds where groups are held out, at least 2; null where rows are held out at random.</summary>
    public int? Folds { get; init; }

    /// <summary>Passes over the training rows.</summary>
    public required int Epochs { get; init; }

    /// <summary>Only every so many-th frame is used; 1 takes all.</summary>
    public int Stride { get; init; } = 1;
}
