using System.CommandLine;
using MLNetLandscape.Analysis.Optimization;
using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Steps;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Optimizers.GaussNewton;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>A step of KFRA on a deep autoencoder, beside one of Adam in single precision.</summary>
internal static class KfraCommand
{
    private static readonly int[] Encoder = [1000, 500, 250, 30];

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<int> rows = new("--rows") { Description = "Rows of a batch.", DefaultValueFactory = _ => 1000 };
        Option<int> rounds = new("--rounds") { Description = "Steps of each, by turns.", DefaultValueFactory = _ => 5 };
        Command command = new("kfra", "Measures a step of KFRA on the autoencoder 784-1000-500-250-30 and back, beside one of Adam; processor time, one thread.") { rows, rounds };
        command.SetAction(parsed => Run(parsed.GetValue(rows), parsed.GetValue(rounds)));
        return command;
    }

    private static void Run(int rows, int rounds)
    {
        Network<double> network = Network<double>.Create(Define(), 1);
        Batch<float> batch = Draw(rows);
        using NetworkEngine adam = new(network.Convert<float>(), new Squared(), new Regularization(), new Adam(), new EngineOptions());
        using GaussNewtonEngine kfra = new(network, new Squared(), new Regularization(), new KfraPreconditioner(), new GaussNewtonOptions { Damping = 0.01 });
        List<double> kfraTimes = [], adamTimes = [];

        // The first steps compile the code, and find a damping that fits.
        for (int round = -2; round < rounds; round++)
        {
            double first = Clock(() => kfra.TakeStep(batch, 1)), second = Clock(() => adam.TakeStep(batch, 1e-3));
            if (round >= 0)
            {
                kfraTimes.Add(first);
                adamTimes.Add(second);
            }
        }

        Console.WriteLine($"{Machine.Description}; {network.Layout.Count:N0} parameters, batches of {rows:N0}; processor time, median of {rounds}");
        Console.WriteLine($"KFRA, double precision  {Summary.Time(Summary.Median(kfraTimes)),10}");
        Console.WriteLine($"Adam, single precision  {Summary.Time(Summary.Median(adamTimes)),10}");
        Console.WriteLine($"KFRA / Adam             {Summary.Median(kfraTimes.Zip(adamTimes, (a, b) => a / b)),9:0.0}x");
    }

    private static NetworkDefinition Define() => new()
    {
        Input = Shape.Vector(784),
        Layers =
        [
            .. Encoder.Select((units, i) => new Dense(units, i == Encoder.Length - 1 ? new Identity() : new Tanh())),
            .. Encoder.Reverse().Skip(1).Select(units => new Dense(units, new Tanh())),
            new Dense(784, new Sigmoid()),
        ],
    };

    private static Batch<float> Draw(int rows)
    {
        RandomSource random = new RandomSource(1).Split(RandomPurpose.Data);
        Batch<float> batch = new(rows, 784, 784) { Rows = rows };
        foreach (ref float pixel in batch.Features)
        {
            pixel = Math.Max(0, (float)random.NextDouble() - 0.5f);
        }

        batch.Features.CopyTo(batch.Targets);
        batch.Weights.Fill(1);
        return batch;
    }

    private static double Clock(Action action)
    {
        double start = StepClock.Read(StepClock.Processor);
        action();
        return StepClock.Read(StepClock.Processor) - start;
    }
}
