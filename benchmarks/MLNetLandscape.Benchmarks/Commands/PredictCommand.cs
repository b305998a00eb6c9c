using System.CommandLine;
using MLNetLandscape.Benchmarks.Cases;
using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Steps;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>The latency of a prediction: one row at a time, and 1024 at once.</summary>
internal static class PredictCommand
{
    private const int CallsPerBlock = 2000;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string[]> names = new("cases") { Description = "Case names, or all; 30-64-32-1 by default.", DefaultValueFactory = _ => ["30-64-32-1"] };
        Option<string> clock = new("--clock") { Description = "wall; or cpu, processor time, on a busy machine.", DefaultValueFactory = _ => StepClock.Wall };
        Command command = new("predict", "Measures the latency of predicting one row, and the time per row of 1024.") { names, clock };
        command.SetAction(parsed =>
        {
            Console.WriteLine(Machine.Description);
            foreach (BenchmarkCase benchmark in CaseCatalog.Select(parsed.GetValue(names)!))
            {
                Run(CaseData.Generate(benchmark), parsed.GetValue(clock)!);
            }
        });
        return command;
    }

    private static void Run(CaseData data, string clock)
    {
        double one = Measure(data, 1, clock);
        double many = Measure(data, 1024, clock);
        Console.WriteLine($"{data.Benchmark.Name}: one row {Summary.Time(one)}; {Summary.Time(many / 1024)} a row of 1024");
    }

    private static double Measure(CaseData data, int rows, string clock)
    {
        using Predictor<float> predictor = new(data.Start, rows);
        int features = data.Benchmark.Network.Input.Size;
        float[] input = [.. Enumerable.Range(0, rows * features).Select(i => data.Features[i % data.Features.Length])];
        float[] output = new float[rows * data.Outputs];
        int calls = Math.Max(1, CallsPerBlock / rows);
        List<double> figures = [];
        double end = StepClock.Read(clock) + 2;
        double started;
        while ((started = StepClock.Read(clock)) < end)
        {
            for (int call = 0; call < calls; call++)
            {
                predictor.Predict(input, output);
            }

            figures.Add((StepClock.Read(clock) - started) / calls);
        }

        return Summary.Median(figures.Skip(figures.Count / 4));
    }
}
