using System.CommandLine;
using System.Numerics;
using MLNetLandscape.Benchmarks.Cases;
using MLNetLandscape.Benchmarks.Kernels;
using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Steps;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>Loss-free passes in single and in double precision: what analysis, which needs double, costs.</summary>
internal static class PrecisionCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string[]> names = new("cases") { Description = "Case names, or all; the project's four goals by default.", DefaultValueFactory = _ => [] };
        Option<string> clock = new("--clock") { Description = "wall; or cpu, processor time, on a busy machine.", DefaultValueFactory = _ => StepClock.Wall };
        Command command = new("precision", "Measures load, forward, backward and gradient in single and in double precision, one thread.") { names, clock };
        command.SetAction(parsed =>
        {
            Console.WriteLine(Machine.Description);
            foreach (BenchmarkCase benchmark in CaseCatalog.Select(parsed.GetValue(names)!))
            {
                CaseData data = CaseData.Generate(benchmark);
                double single = Measure(data.Start, data, parsed.GetValue(clock)!);
                double wide = Measure(data.Start.Convert<double>(), data, parsed.GetValue(clock)!);
                Console.WriteLine($"{benchmark.Name,-26} single {Summary.Time(single),10}, double {Summary.Time(wide),10}: {single / wide:0.00} of single's speed");
            }
        });
        return command;
    }

    private static double Measure<T>(Network<T> network, CaseData data, string clock)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NetworkPass<T> pass = new(network, data.Benchmark.BatchSize);
        T[] rows = [.. data.Features.Take(data.Benchmark.BatchSize * network.InputSize).Select(T.CreateTruncating)];
        T[] gradient = new T[network.Parameters.Length];
        KernelMeasurement step = new(data.Benchmark.Name, 0, 0, () =>
        {
            pass.Load(rows);
            pass.Forward(PassMode.Inference);
            pass.OutputGradient.Values.Fill(T.One);
            pass.Backward();
            pass.Gradient(gradient);
        });
        step.Measure(0.5, () => StepClock.Read(clock));
        return step.Measure(1, () => StepClock.Read(clock));
    }
}
