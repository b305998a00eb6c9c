using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Experiments.MaximumConcatenation;

/// <summary>Trains networks of more and more blocks, each from the end of the one before and from a random start.</summary>
internal static class BlockTraining
{
    /// <summary>The gradient's norm at which a point counts as critical: the losses are of order 0.1.</summary>
    private const double Critical = 1e-6;

    public static BlockTrialResult Run(BlockTrialSettings settings, TrialContext context)
    {
        Dataset<double> data = settings.IsSpirals ? Spirals(settings.Rows, context.Seed) : Sines(settings.Rows, context.Seed);
        LimitedMemoryBfgs method = new() { MaximumIterations = settings.Iterations, GradientTolerance = Critical };
        List<BlockDepth> depths = [];
        Network<double>? end = null;
        double shallower = 0;
        for (int blocks = 0; blocks <= settings.Blocks; blocks++)
        {
            MaximumConcatenationNetwork description = Describe(settings, blocks);
            Network<double> random = Network<double>.Create(description.Define(), context.Seed + blocks);
            Network<double> nested = end is null ? random : description.Embed(end, context.Seed + blocks);
            NetworkObjective objective = new(random, new Squared(), new Regularization(), data);
            double embedded = objective.Value(nested.Parameters);
            double[]? silent = end is null ? null : description.Embed(end, context.Seed + blocks, BlockStart.Silent).Parameters.ToArray();
            LimitedMemoryBfgsResult trained = method.Minimize(objective, nested.Parameters, context.Cancellation);
            LimitedMemoryBfgsResult fresh = end is null ? trained : method.Minimize(objective, random.Parameters, context.Cancellation);
            depths.Add(new BlockDepth(
                embedded,
                silent is null ? 0 : Math.Max(Math.Abs(embedded - shallower), Math.Abs(objective.Value(silent) - shallower)) / shallower,
                trained.Value,
                silent is null ? trained.Value : method.Minimize(objective, silent, context.Cancellation).Value,
                fresh.Value,
                fresh.GradientNorm,
                fresh.GradientNorm <= Critical));
            end = Network<double>.FromParameters(random.Definition, trained.Parameters, []);
            shallower = trained.Value;
            context.Report(blocks + 1, settings.Blocks + 1);
        }

        return new BlockTrialResult([.. depths]);
    }

    private static MaximumConcatenationNetwork Describe(BlockTrialSettings settings, int blocks) => new()
    {
        Input = Shape.Vector(2),
        Outputs = 1,

        // Every other block looks back two layers, so that X^ is not always X.
        Blocks = [.. Enumerable.Range(0, blocks).Select(k => new MaximumConcatenationStage(settings.Units, k % 2 == 1 ? k - 1 : null))],
    };

    private static Dataset<double> Sines(int rows, long seed)
    {
        RandomSource random = new RandomSource(seed).Split(RandomPurpose.Data);
        double[] features = new double[2 * rows];
        double[] targets = new double[rows];
        for (int i = 0; i < rows; i++)
        {
            (features[2 * i], features[(2 * i) + 1]) = (random.NextNormal(), random.NextNormal());
            targets[i] = Math.Sin(3 * features[2 * i]) * Math.Sin(3 * features[(2 * i) + 1]);
        }

        return new Dataset<double> { Features = features, Targets = targets, Rows = rows };
    }

    private static Dataset<double> Spirals(int rows, long seed)
    {
        RandomSource random = new RandomSource(seed).Split(RandomPurpose.Data);
        double[] features = new double[2 * rows];
        double[] targets = new double[rows];
        for (int i = 0; i < rows; i++)
        {
            double radius = 0.2 + (1.6 * random.NextDouble());
            double angle = (3 * radius) + (i % 2 * Math.PI);
            (features[2 * i], features[(2 * i) + 1]) =
                ((radius * Math.Cos(angle)) + (0.05 * random.NextNormal()), (radius * Math.Sin(angle)) + (0.05 * random.NextNormal()));
            targets[i] = i % 2 == 0 ? -1 : 1;
        }

        return new Dataset<double> { Features = features, Targets = targets, Rows = rows };
    }
}
