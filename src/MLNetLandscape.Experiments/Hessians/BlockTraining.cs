using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.Curvature;
using MLNetLandscape.Analysis.Directions;
using MLNetLandscape.Analysis.Surfaces;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Experiments.Hessians;

/// <summary>Trains a 4-8-6-2 network with all rows in a step, looks at its exact Hessian on the way, and slices the loss at the end.</summary>
internal sealed class BlockTraining
{
    /// <summary>Steps after which the Hessian is looked at.</summary>
    internal static readonly int[] Steps = [0, 10, 30, 100, 300, 1000, 3000];

    /// <summary>The slice in which two layers move.</summary>
    internal const string Across = "W1 = uU, W2 = vV";

    private const int Inputs = 4;
    private const int PlanesPerLayer = 5;
    private const int LinesPerLayer = 10;
    private const double LearningRate = 0.01;
    private readonly HessianTrialSettings settings;
    private readonly long seed;
    private readonly NetworkObjective objective;
    private readonly double[] parameters;

    public BlockTraining(HessianTrialSettings settings, long seed)
    {
        (this.settings, this.seed) = (settings, seed);
        Activation hidden = settings.Activation == HessianActivation.Relu ? new Relu() : new Tanh();
        NetworkDefinition definition = new()
        {
            Input = Shape.Vector(Inputs),
            Layers = [new Dense(8, hidden), new Dense(6, hidden), new Dense(2, new Identity())],
        };
        Network<double> network = Network<double>.Create(definition, seed);
        parameters = network.Parameters.ToArray();
        objective = new NetworkObjective(network, new Squared(), new Regularization(), Draw());
    }

    /// <summary>Trains and looks.</summary>
    public HessianTrialResult Run(TrialContext context)
    {
        OptimizerState<double> adam = new Adam().CreateState<double>(parameters.Length);
        double[] gradient = new double[parameters.Length];
        List<BlockLook> looks = [];
        for (int step = 0; step <= Steps[^1]; step++)
        {
            if (Steps.Contains(step))
            {
                looks.Add(Look(step));
                context.Cancellation.ThrowIfCancellationRequested();
                context.Report(looks.Count, Steps.Length + 1);
            }

            objective.Gradient(parameters, gradient);
            adam.BeginStep(LearningRate);
            adam.Update(parameters, gradient, 0);
        }

        SliceCount[] slices = [.. Planes(0, "W1 = uU + vV"), .. Planes(1, "W2 = uU + vV"), SliceAcross(), .. Lines(0, "W1 + uU"), .. Lines(1, "W2 + uU")];
        return new HessianTrialResult { Looks = looks, Slices = slices };
    }

    private BlockLook Look(int step)
    {
        Matrix<double> hessian = new HessianOperator(objective, parameters).ToMatrix();
        Matrix<double>[] blocks =
        [
            .. LayerBlock.Of(objective.Layout).Select(block => hessian.SubMatrix(block.Offset, block.Length, block.Offset, block.Length)),
        ];
        double[] whole = hessian.SymmetricEigenvalues();
        return new BlockLook(
            step,
            objective.Value(parameters),
            hessian.Trace(),
            whole[0],
            whole[^1],
            [.. blocks.Select(block => block.SymmetricEigenvalues()[0])],
            [.. blocks.Select(block => block.Trace())]);
    }

    /// <summary>W_l = u U + v V, everything else as trained.</summary>
    private IEnumerable<SliceCount> Planes(int layer, string kind) => Enumerable.Range(0, PlanesPerLayer).Select(plane => Count(
        kind, new SliceSpace(LayerRestriction.Clear(objective.Layout, parameters, layer), Direction(layer, 2 * plane), Direction(layer, (2 * plane) + 1))));

    /// <summary>W1 = u U, W2 = v V.</summary>
    private SliceCount SliceAcross() => Count(Across, new SliceSpace(
        LayerRestriction.Clear(objective.Layout, LayerRestriction.Clear(objective.Layout, parameters, 0), 1), Direction(0, 0), Direction(1, 1)));

    /// <summary>W_l + u U, from the end point of training.</summary>
    private IEnumerable<SliceCount> Lines(int layer, string kind) =>
        Enumerable.Range(0, LinesPerLayer).Select(line => Count(kind, new SliceSpace(parameters, Direction(layer, (2 * PlanesPerLayer) + line))));

    private SliceCount Count(string kind, SliceSpace space)
    {
        // A line costs little, and kinks lie close to one another on it.
        SliceAxis axis = new(-2, 2, space.Dimensions == 1 ? (10 * settings.Places) + 1 : settings.Places);
        Slice slice = Slice.Evaluate(objective, space, axis, space.Dimensions == 1 ? null : axis);
        IReadOnlyList<SliceMaximum> maxima = SliceMaxima.Locate(objective, slice);
        return new SliceCount(kind, maxima.Count(maximum => maximum.IsOnKink), maxima.Count(maximum => !maximum.IsOnKink));
    }

    private double[] Direction(int layer, int index) =>
        LayerRestriction.Keep(objective.Layout, RandomDirection.Normal(parameters.Length, seed, index), layer);

    private Dataset<double> Draw()
    {
        RandomSource random = new RandomSource(seed).Split(RandomPurpose.Data);
        double[] features = new double[settings.Rows * Inputs];
        for (int i = 0; i < features.Length; i++)
        {
            features[i] = random.NextNormal();
        }

        double[] targets = new double[settings.Rows * 2];
        for (int row = 0; row < settings.Rows; row++)
        {
            ReadOnlySpan<double> x = features.AsSpan(row * Inputs, Inputs);
            targets[2 * row] = Math.Sin(2 * x[0]) + (x[1] * x[2]);
            targets[(2 * row) + 1] = Math.Cos(x[1]) - x[3];
        }

        return new Dataset<double> { Features = features, Targets = targets, Rows = settings.Rows };
    }
}
