using MLNetLandscape.Benchmarks.Cases;
using MLNetLandscape.Benchmarks.Steps;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Benchmarks.Growth;

/// <summary>Measures how the cost of training grows with rows, width and depth; batch 128, hinge^3, neuron and Adam everywhere.</summary>
internal static class GrowthMeasurement
{
    private const int Features = 30;
    private const int BatchRows = 128;
    private static readonly int[] Rows = [1_000, 10_000, 100_000, 1_000_000];
    private static readonly int[] Widths = [8, 16, 32, 64, 128, 256, 512, 1024, 2048];
    private static readonly int[] Depths = [1, 2, 3, 5, 10, 20];

    /// <summary>All curves: every point the median of the rounds' medians, so that a bad minute of the machine spoils no point.</summary>
    /// <param name="threads">Thread counts, in turn.</param>
    /// <param name="rounds">How often to go through all points.</param>
    /// <param name="seconds">Seconds a point and round.</param>
    /// <param name="clock">The clock.</param>
    public static IReadOnlyList<GrowthCurve> Run(IReadOnlyList<int> threads, int rounds, double seconds, string clock)
    {
        // Whatever comes first would hold a share of compilation.
        Epoch(Rows[1], threads[0], 4 * seconds, clock);
        IReadOnlyList<GrowthCurve>[] curves = [.. Enumerable.Range(1, rounds).Select(round =>
        {
            Console.Error.WriteLine($"Round {round} of {rounds}");
            return Round(threads, seconds, clock);
        })];
        return [.. curves[0].Select((curve, c) => curve with
        {
            Points = [.. curve.Points.Select((point, p) => point with { Seconds = Summary.Median(curves.Select(round => round[c].Points[p].Seconds)) })],
        })];
    }

    private static IReadOnlyList<GrowthCurve> Round(IReadOnlyList<int> threads, double seconds, string clock)
    {
        GrowthCurve width = new("width", "a step of 30-width-width-1", Measure(threads, Widths, (size, count) => Step(count, seconds, clock, size, size)));
        GrowthCurve depth = new("depth", "a step of 30-64-...-64-1", Measure(threads, Depths, (size, count) => Step(count, seconds, clock, [.. Enumerable.Repeat(64, size)])));
        GrowthCurve rows = new("rows", "an epoch of 30-64-32-1", Measure(threads, Rows, (size, count) => Epoch(size, count, seconds, clock)));
        return [rows, width, depth];
    }

    private static GrowthPoint[] Measure(
        IReadOnlyList<int> threads, int[] sizes, Func<int, int, (double Seconds, double Operations)> measure) =>
        [.. sizes.SelectMany(size => threads.Select(count =>
        {
            (double time, double operations) = measure(size, count);
            Console.Error.WriteLine($"{size}, {count} thread(s): {Summary.Time(time)}");
            return new GrowthPoint(size, count, time, operations);
        }))];

    private static (double Seconds, double Operations) Step(int threads, double seconds, string clock, params int[] hidden)
    {
        BenchmarkCase benchmark = new() { Name = "growth", Network = Network(hidden) };
        using StepRunner runner = new(CaseData.Generate(benchmark), threads);

        // Long enough for the second tier of code.
        runner.Measure(seconds, clock);
        return (runner.Measure(seconds, clock).SecondsPerStep, benchmark.OperationsPerStep);
    }

    private static (double Seconds, double Operations) Epoch(int rows, int threads, double seconds, string clock)
    {
        BenchmarkCase benchmark = new() { Name = "growth", Network = Network(64, 32) };
        CaseData sample = CaseData.Generate(benchmark);
        Dataset<float> data = Repeat(sample.Cut(), rows);
        using NetworkEngine engine = new(
            sample.Start.Copy(), new PolynomialHinge(3), BenchmarkCase.Penalties, new Adam(), new EngineOptions { Threads = threads });
        InMemoryBatchSource source = new(data, shuffleSeed: 1);
        TrainingOptions once = new() { Epochs = 1, LearningRate = new Constant(BenchmarkCase.LearningRate), EvaluateTrainingData = false };

        // Long enough for the second tier of code.
        Time(() => TrainingLoop.Run(engine, source, validation: null, once), seconds, clock);
        List<double> figures = Time(() => TrainingLoop.Run(engine, source, validation: null, once), seconds, clock);
        return (Summary.Median(figures), (double)benchmark.OperationsPerStep / benchmark.BatchSize * rows);
    }

    private static List<double> Time(Action action, double seconds, string clock)
    {
        List<double> figures = [];
        double end = StepClock.Read(clock) + seconds;
        double now;
        do
        {
            double started = StepClock.Read(clock);
            action();
            now = StepClock.Read(clock);
            figures.Add(now - started);
        }
        while (now < end);
        return figures;
    }

    private static Dataset<float> Repeat(IReadOnlyList<Batch<float>> batches, int rows)
    {
        float[] features = new float[rows * Features];
        float[] targets = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            Batch<float> batch = batches[row / BatchRows % batches.Count];
            batch.Features.Slice(row % BatchRows * Features, Features).CopyTo(features.AsSpan(row * Features));
            targets[row] = batch.Targets[row % BatchRows];
        }

        return new Dataset<float> { Features = features, Targets = targets, Rows = rows };
    }

    private static NetworkDefinition Network(params int[] hidden) => new()
    {
        Input = Shape.Vector(Features),
        Layers = [.. hidden.Select(units => new Dense(units, new Relu())), new Dense(1, new Tanh())],
        Neuron = new SkipNeuron(),
    };
}
