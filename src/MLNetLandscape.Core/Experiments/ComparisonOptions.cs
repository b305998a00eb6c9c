using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Experiments;

/// <summary>What a comparison is asked for. The defaults are the published experiment's: Adam at 2e-4, batches of 128, 400 epochs, lambda 0.2, 5 runs.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The network of the plain arm, without a neuron, with one output.</summary>
    public required NetworkDefinition Network { get; init; }

    /// <summary>What the other arm gains.</summary>
    public NeuronDefinition Neuron { get; init; } = new SkipNeuron();

    /// <summary>The loss of both arms; it takes labels -1 and +1.</summary>
    public Loss Loss { get; init; } = new PolynomialHinge(3);

    /// <summary>The penalties; lambda concerns the arm with the neuron alone.</summary>
    public Regularization Regularization { get; init; } = new();

    /// <summary>The first-order method of both arms.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>Epochs, batch size and learning rate of every training. Checkpoints are not kept, and every epoch is evaluated.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Gradients longer than this are scaled down to it; null clips nothing.</summary>
    public double? GradientClipNorm { get; init; }

    /// <summary>The neuron's part of a gradient is scaled down to this where it is longer, before the whole is; null clips nothing.</summary>
    public double? NeuronGradientClipNorm { get; init; }

    /// <summary>Trainings of each arm, at least 1. Below 4, an exact two-sided Mann-Whitney test cannot reach p &lt; 0.05.</summary>
    public int Runs { get; init; } = 5;

    /// <summary>The share of rows held out in each run, above 0 and below 1.</summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>What every split, initial weight, shuffle and dropout mask of every run derives from.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Threads over all trainings together, at least 1; the result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Says what is wrong, if anything, before time is spent on training.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message says which, and the rule.</exception>
    internal void ThrowIfInvalid()
    {
        ThrowIfBelowOne(Runs, nameof(Runs));
        ThrowIfBelowOne(Threads, nameof(Threads));
        ThrowIfBelowOne(Training.Epochs, nameof(Training.Epochs));
        ThrowIfBelowOne(Training.BatchSize, nameof(Training.BatchSize));
        if (Network.Neuron is not null)
        {
            throw new ArgumentException("Network must be without a neuron: it is the plain arm. Describe the neuron by the option Neuron.");
        }

        if (Loss.Target != TargetKind.Sign)
        {
            throw new ArgumentException($"Loss must take labels -1 and +1, but {Loss.GetType().Name} does not. Choose PolynomialHinge or Logistic.");
        }

        ThrowIfNoNorm(GradientClipNorm, nameof(GradientClipNorm));
        ThrowIfNoNorm(NeuronGradientClipNorm, nameof(NeuronGradientClipNorm));
    }

    private static void ThrowIfNoNorm(double? value, string name)
    {
        if (value is { } norm && !(norm > 0 && double.IsFinite(norm)))
        {
            throw new ArgumentException($"{name} must be positive, but was {norm}. Pass null to clip nothing.");
        }
    }

    private static void ThrowIfBelowOne(int value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentException($"{name} must be at least 1, but was {value}.");
        }
    }
}
