using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Benchmarks.Cases;

/// <summary>A training step to measure: a network, a loss and a batch size. Adam and the exponential neuron's penalty are the same everywhere.</summary>
internal sealed record BenchmarkCase
{
    /// <summary>The learning rate of Adam: the article's.</summary>
    public const double LearningRate = 2e-4;

    /// <summary>Different batches that steps cycle through.</summary>
    public const int Batches = 8;

    /// <summary>The seed of the starting parameters and of the generated data.</summary>
    public const long Seed = 1;

    /// <summary>The penalties: lambda of the neuron alone.</summary>
    public static Regularization Penalties { get; } = new();

    /// <summary>What the tables call it.</summary>
    public required string Name { get; init; }

    /// <summary>The network.</summary>
    public required NetworkDefinition Network { get; init; }

    /// <summary>The loss: the article's polynomial hinge with p = 3 by default.</summary>
    public Loss Loss { get; init; } = new PolynomialHinge(3);

    /// <summary>Rows of a step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The multiple of tuned PyTorch's speed that the project set itself; null where it set none.</summary>
    public double? Goal { get; init; }

    /// <summary>Whether losses of two implementations can be compared: not where each draws its own dropout masks.</summary>
    public bool IsDeterministic => !Network.Layers.OfType<Dropout>().Any();

    /// <summary>Rows of the generated data.</summary>
    public int Rows => BatchSize * Batches;

    /// <summary>Floating-point operations of a step's matrix products and convolutions: forward, weight gradient, and input gradient but for the first layer.</summary>
    public long OperationsPerStep
    {
        get
        {
            long sum = 0;
            Shape shape = Network.Input;
            bool first = true;
            foreach (LayerDefinition layer in Network.Layers)
            {
                Shape output = layer.GetOutputShape(shape);
                long multiplyAdds = layer switch
                {
                    Dense => (long)shape.Size * output.Size,
                    Convolution2D c => (long)output.Size * shape.Channels * c.KernelHeight * c.KernelWidth,
                    _ => 0,
                };
                sum += multiplyAdds * (first ? 2 : 3);
                first &= multiplyAdds == 0;
                shape = output;
            }

            return 2 * sum * BatchSize;
        }
    }
}
