using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

/// <summary>A training in a process of its own, to be killed: this test program started again with a variable in its environment.</summary>
internal static class KilledProcess
{
    /// <summary>What the child says when it waits to be killed.</summary>
    public const string Waiting = "waiting";

    private const string Variable = "LANDSCAPE_TEST_TRAIN_TO";
    private const string StepVariable = "LANDSCAPE_TEST_WAIT_AT";

    public static TrainingOptions Options { get; } = new() { Epochs = 150, BatchSize = 16, LearningRate = new Cosine(0.05) };

    /// <summary>Starts the training with checkpoints at <paramref name="path"/>; it says <see cref="Waiting"/> at its step <paramref name="step"/>, and waits for ever.</summary>
    public static Process Start(string path, int step)
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        ProcessStartInfo start = new(program, isHost ? [typeof(KilledProcess).Assembly.Location] : [])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Variable] = path;
        start.Environment[StepVariable] = $"{step}";
        return Process.Start(start)!;
    }

    public static void Train(LinearEngine engine, string? path) =>
        TrainingLoop.Run(engine, LinearData.Source(70), LinearData.Source(30, seed: 6), Options with { CheckpointPath = path });

    private static void WaitAt(int left)
    {
        if (left == 0)
        {
            Console.WriteLine(Waiting);
            Thread.Sleep(Timeout.Infinite);
        }
    }

    /// <summary>Takes the process over before any test runs, where the variable asks for it.</summary>
    [ModuleInitializer]
    internal static void TakeOver()
    {
        if (Environment.GetEnvironmentVariable(Variable) is string path)
        {
            int left = int.Parse(Environment.GetEnvironmentVariable(StepVariable)!, CultureInfo.InvariantCulture);
            Train(new LinearEngine { OnStep = _ => WaitAt(--left) }, path);
            Environment.Exit(0);
        }
    }
}
