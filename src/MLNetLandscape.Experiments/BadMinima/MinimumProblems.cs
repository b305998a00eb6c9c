using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>The problems of the experiment.</summary>
public static class MinimumProblems
{
    private static readonly MinimumArm[] OfMargins = [MinimumArm.Skip, MinimumArm.Monomial, MinimumArm.Layerwise, MinimumArm.LossFactor];
    private static readonly MinimumArm[] OfOutputs = [MinimumArm.Skip, MinimumArm.LossFactor];
    private static readonly double[] Corners = [-1, -1, -1, 1, 1, -1, 1, 1];
    private static readonly double[] ExclusiveOr = [-1, 1, 1, -1];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MinimumProblem> All { get; } =
    [
        Constant("constant", "f0 = theta on x = -1, 0, 1, all labels +1: no bad minima, and the theorem applies", [1, 1, 1], isRealizable: true),
        Constant("constant-conflict", "the same with labels +, +, -: convex, so its one minimum is global, but the constant cannot fit the labels", [1, 1, -1], isRealizable: false),
        Margin("xor", "2-2-1 ReLU on exclusive or, which two hidden units can fit: many starts end elsewhere", 2, Corners, ExclusiveOr, isRealizable: true),
        Margin("xor-conflict", "the same, each corner twice with its label and once with the other: fitted as far as anything can", 2, Repeat(Corners, 2), Conflicting(), isRealizable: true),
        Margin("xor-one-unit", "2-1-1 ReLU on exclusive or, which one hidden unit cannot fit", 1, Corners, ExclusiveOr, isRealizable: false),
        Margin("dead", "the network of xor started with both hidden units dead: a flat bad minimum around the start", 2, Corners, ExclusiveOr, isRealizable: true) with { Prepare = Kill },
        SingleNeuron(),
        TwoOutputs(),
    ];

    /// <summary>The problem of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static MinimumProblem Find(string name) => All.FirstOrDefault(problem => problem.Name == name)
        ?? throw new ArgumentException($"Problem must be one of {string.Join(", ", All.Select(problem => problem.Name))}, but was '{name}'.");

    /// <summary>A hidden unit that is dead for ever makes the network the constant of its output bias.</summary>
    private static MinimumProblem Constant(string name, string description, double[] labels, bool isRealizable) => new()
    {
        Name = name,
        Description = description,
        IsRealizable = isRealizable,
        Network = Network(1, new Dense(1, new Relu()), new Dense(1, new Identity())),
        Loss = new PolynomialHinge(3),
        Data = new Dataset<double> { Features = new double[] { -1, 0, 1 }, Targets = labels, Rows = 3 },
        StepSize = 0.01,
        Arms = OfMargins,
        Prepare = static (network, seed) =>
        {
            double theta = new RandomSource(seed).Split(RandomPurpose.Initialization).NextNormal();
            ReadOnlySpan<double> start = [0, -1, 0, theta];
            start.CopyTo(network.Parameters);
        },
    };

    private static MinimumProblem Margin(string name, string description, int units, double[] features, double[] labels, bool isRealizable) => new()
    {
        Name = name,
        Description = description,
        IsRealizable = isRealizable,
        Network = Network(2, new Dense(units, new Relu()), new Dense(1, new Identity())),
        Loss = new PolynomialHinge(3),
        Data = new Dataset<double> { Features = features, Targets = labels, Rows = labels.Length },
        StepSize = 0.01,
        Arms = OfMargins,
    };

    /// <summary>
    /// After Auer, Herbster, Warmuth, "Exponentially many local minima for single neurons", NIPS 1995: along each of three axes two points whose
    /// squared errors under a tanh have valleys at different places, so the sum has two minima an axis, 2^3 in all. A heavy point at the origin holds the bias at 0.
    /// </summary>
    private static MinimumProblem SingleNeuron()
    {
        const int Axes = 3;
        double[] features = new double[((2 * Axes) + 1) * Axes], targets = new double[(2 * Axes) + 1], weights = new double[(2 * Axes) + 1];
        for (int axis = 0; axis < Axes; axis++)
        {
            (features[(2 * axis * Axes) + axis], features[(((2 * axis) + 1) * Axes) + axis]) = (1, 5);
            (targets[2 * axis], targets[(2 * axis) + 1]) = (0.99, -0.999);
            (weights[2 * axis], weights[(2 * axis) + 1]) = (1, 1);
        }

        weights[^1] = 20;
        return new MinimumProblem
        {
            Name = "one-neuron",
            Description = "one tanh unit with squared loss on seven points, after Auer et al.: 2^3 minima, none with loss 0",
            IsRealizable = false,
            Network = Network(Axes, new Dense(1, new Tanh())),
            Loss = new Squared(),
            Data = new Dataset<double> { Features = features, Targets = targets, Weights = weights, Rows = targets.Length },
            StepSize = 0.2,
            Arms = OfOutputs,
            Prepare = static (network, seed) =>
            {
                RandomSource random = new RandomSource(seed).Split(RandomPurpose.Initialization);
                for (int axis = 0; axis < Axes; axis++)
                {
                    network.Parameters[axis] = 2 * random.NextNormal();
                }
            },
        };
    }

    private static MinimumProblem TwoOutputs() => new()
    {
        Name = "two-outputs",
        Description = "2-2-2 ReLU with squared loss on exclusive or as two one-hot outputs, which it can fit: one neuron an output",
        IsRealizable = true,
        Network = Network(2, new Dense(2, new Relu()), new Dense(2, new Identity())),
        Loss = new Squared(),
        Data = new Dataset<double> { Features = Corners, Targets = new double[] { 1, 0, 0, 1, 0, 1, 1, 0 }, Rows = 4 },
        StepSize = 0.1,
        Arms = OfOutputs,
    };

    private static NetworkDefinition Network(int inputs, params LayerDefinition[] layers) => new() { Input = Shape.Vector(inputs), Layers = layers };

    /// <summary>Biases that no corner can lift above zero.</summary>
    private static void Kill(Network<double> network, long seed)
    {
        ParameterEntry bias = network.Layout.Entries.First(entry => entry.LayerIndex == 0 && entry.Block.Role == ParameterRole.Bias);
        network.Parameters[bias.Offset..bias.End].Fill(-20);
    }

    private static double[] Repeat(double[] values, int more) => [.. Enumerable.Repeat(values, more + 1).SelectMany(copy => copy)];

    private static double[] Conflicting() => [.. ExclusiveOr, .. ExclusiveOr, .. ExclusiveOr.Select(label => -label)];
}
