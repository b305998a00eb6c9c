using System.CommandLine;
using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Peers;
using MLNetLandscape.Benchmarks.Steps;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>Independent trainings on one thread and on several: the experiment of <c>landscape compare</c> on WDBC.</summary>
internal static class ParallelCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<int> rounds = new("--rounds") { Description = "Alternating rounds.", DefaultValueFactory = _ => 5 };
        Option<int> runs = new("--runs") { Description = "Runs of the experiment, of two trainings each.", DefaultValueFactory = _ => 5 };
        Option<int> threads = new("--threads") { Description = "Threads of the parallel side.", DefaultValueFactory = _ => Environment.ProcessorCount };
        Command command = new("parallel", "Independent trainings on WDBC one after another and in parallel: the gain by the wall clock, the extra processor time, equal results.") { rounds, runs, threads };
        command.SetAction(parsed => Run(parsed.GetValue(rounds), parsed.GetValue(runs), parsed.GetValue(threads)));
        return command;
    }

    private static int Run(int rounds, int runs, int threads)
    {
        Dataset<float> data = CsvDataset.Load(PythonPeer.Script("../../datasets/wdbc.csv"), new CsvOptions { LabelColumn = "diagnosis", PositiveLabel = "M" }).Data;
        Measure(data, runs, threads);
        List<double> gains = [];
        List<double> extra = [];
        bool same = true;
        for (int round = 0; round < rounds; round++)
        {
            (double wall, double processor, string result) one = Measure(data, runs, 1);
            (double wall, double processor, string result) several = Measure(data, runs, threads);
            gains.Add(one.wall / several.wall);
            extra.Add(several.processor / one.processor);
            same &= one.result == several.result;
        }

        Console.WriteLine(Machine.Description);
        Console.WriteLine(
            $"{2 * runs} trainings, {threads} threads against one: {Summary.Median(gains):0.00}x by the wall clock ({gains.Min():0.00} .. {gains.Max():0.00}), {Summary.Median(extra):0.00}x the processor time, results {(same ? "equal" : "DIFFERENT")}");
        return same ? 0 : 1;
    }

    private static (double Wall, double Processor, string Result) Measure(Dataset<float> data, int runs, int threads)
    {
        ComparisonOptions options = new()
        {
            Network = new NetworkDefinition
            {
                Input = Shape.Vector(data.FeatureCount),
                Layers = [new Dense(64, new Relu()), new Dense(32, new Relu()), new Dense(1, new Tanh())],
            },
            Training = new TrainingOptions { Epochs = 400 },
            Runs = runs,
            Threads = threads,
        };
        double wall = StepClock.Read(StepClock.Wall);
        double processor = StepClock.Read(StepClock.Processor);
        ComparisonResult result = Comparison.Run(data, options);
        wall = StepClock.Read(StepClock.Wall) - wall;
        processor = StepClock.Read(StepClock.Processor) - processor;
        string losses = string.Join(' ', result.Plain.Runs.Concat(result.WithNeuron.Runs).SelectMany(run => run.Training.History).Select(epoch => $"{epoch.Validation?.Objective:R}"));
        return (wall, processor, losses);
    }
}
