using System.Diagnostics;
using MLNetLandscape.Benchmarks.Cases;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Benchmarks.Steps;

/// <summary>Takes a case's steps with the managed engine, and times them in blocks that all begin at the same start.</summary>
internal sealed class StepRunner : IDisposable
{
    /// <summary>Steps between two resets, as in torch_step.py.</summary>
    private const int StepsPerBlock = 200;

    /// <summary>Steps by which two implementations are compared.</summary>
    private const int ComparedSteps = 10;

    private static readonly TimeSpan LongestBlock = TimeSpan.FromSeconds(0.2);

    private readonly BenchmarkCase benchmark;
    private readonly IReadOnlyList<Batch<float>> batches;
    private readonly NetworkEngine engine;
    private readonly MemoryStream start = new();
    private int steps;

    /// <summary>Prepares a case for a number of threads.</summary>
    public StepRunner(CaseData data, int threads)
    {
        benchmark = data.Benchmark;
        batches = data.Cut();
        engine = new NetworkEngine(
            data.Start.Copy(), benchmark.Loss, BenchmarkCase.Penalties, new Adam(), new EngineOptions { Threads = threads, Seed = BenchmarkCase.Seed });
        engine.Save(start);
    }

    /// <summary>The objective before each of the first steps; null for a case whose losses cannot be compared.</summary>
    public IReadOnlyList<double>? Losses()
    {
        Reset();
        double[] losses = [.. Enumerable.Range(0, ComparedSteps).Select(_ => Step().Objective)];
        return benchmark.IsDeterministic ? losses : null;
    }

    /// <summary>Measures for at least so many seconds of a clock; the answer carries the median over blocks.</summary>
    public StepMeasurement Measure(double seconds, string clock = StepClock.Wall, IReadOnlyList<double>? losses = null)
    {
        List<double> figures = [];
        double end = StepClock.Read(clock) + seconds;
        double now;
        do
        {
            Reset();
            Step();
            int first = steps;
            double started = StepClock.Read(clock);
            long blockStarted = Stopwatch.GetTimestamp();
            do
            {
                Step();
            }
            while (steps - first < StepsPerBlock && Stopwatch.GetElapsedTime(blockStarted) < LongestBlock);
            now = StepClock.Read(clock);
            figures.Add((now - started) / (steps - first));
        }
        while (now < end);
        return new StepMeasurement(benchmark.Name, Summary.Median(figures), figures.Count, losses);
    }

    /// <summary>Ends the engine's threads.</summary>
    public void Dispose()
    {
        engine.Dispose();
        start.Dispose();
    }

    private void Reset()
    {
        start.Position = 0;
        engine.Load(start);
        engine.BeginEpoch(0);
        steps = 0;
    }

    private StepResult Step() => engine.TakeStep(batches[steps++ % batches.Count], BenchmarkCase.LearningRate);
}
