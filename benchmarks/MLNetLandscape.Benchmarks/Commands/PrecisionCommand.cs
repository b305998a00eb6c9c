using System.CommandLine;
using System.Numerics;
using MLNetLandscape.Benchmarks.Cases;
using MLNetLandscape.Benchmarks.Kernels;
using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Steps;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>Loss-free passes in single and in double precision: what analysis, which needs double, costs.</summary>
internal static class PrecisionCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string[]> names = new("cases") { Description = "Case names, or all; the project's four goals by default.", DefaultValueFactory = _ => [] };
        Option<string> clock = new("--clock") { Description = "wall; or cpu, processor time, on a busy machine.", DefaultValueFactory = _ => StepClock.Wall };
        Option<int> rounds = new("--rounds") { Description = "Rounds, the two precisions in turn; medians are shown.", DefaultValueFactory = _ => 5 };
        Option<int?> rows = new("--rows") { Description = "Rows of a pass instead of the case's batch; an analysis takes 1024." };
        Command command = new("precision", "Measures load, forward, backward and gradient in single and in double precision, one thread.") { names, clock, rounds, rows };
        command.SetAction(parsed =>
        {
            Console.WriteLine(Machine.Description);
            foreach (BenchmarkCase benchmark in CaseCatalog.Select(parsed.GetValue(names)!))
            {
                CaseData data = CaseData.Generate(benchmark);
                int count = parsed.GetValue(rows) ?? benchmark.BatchSize;
                Compare(Passes(data.Start, data, count), Passes(data.Start.Convert<double>(), data, count), parsed.GetValue(rounds), parsed.GetValue(clock)!);
            }
        });
        return command;
    }

    private static void Compare(KernelMeasurement single, KernelMeasurement wide, int rounds, string clock)
    {
        double Seconds(KernelMeasurement passes) => passes.Measure(0.3, () => StepClock.Read(clock));

        // What is compiled better while it runs is so after these.
        Seconds(single);
        Seconds(wide);
        (double Single, double Wide)[] times = [.. Enumerable.Range(0, rounds).Select(_ => (Seconds(single), Seconds(wide)))];
        double[] ratios = [.. times.Select(t => t.Single / t.Wide)];
        Console.WriteLine(
            $"{single.Name,-26} single {Summary.Time(Summary.Median(times.Select(t => t.Single))),10}, double {Summary.Time(Summary.Median(times.Select(t => t.Wide))),10}: "
            + $"{Summary.Median(ratios):0.00} of single's speed ({ratios.Min():0.00} .. {ratios.Max():0.00})");
    }

    private static KernelMeasurement Passes<T>(Network<T> network, CaseData data, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NetworkPass<T> pass = new(network, count);
        T[] rows = [.. Enumerable.Range(0, count * network.InputSize).Select(i => T.CreateTruncating(data.Features[i % data.Features.Length]))];
        AlignedBuffer<T> gradient = new(network.Parameters.Length);
        return new(data.Benchmark.Name, 0, 0, () =>
        {
            pass.Load(rows);
            pass.Forward(PassMode.Inference);
            pass.OutputGradient.Values.Fill(T.One);
            pass.Backward();
            pass.Gradient(gradient.Span);
        });
    }
}
