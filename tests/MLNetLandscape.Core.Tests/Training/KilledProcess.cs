using System.Diagnostics;
using System.Runtime.CompilerServices;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

/// <summary>A training in a process of its own, to be killed: this test program started again with a variable in its environment.</summary>
internal static class KilledProcess
{
    private const string Variable = "LANDSCAPE_TEST_TRAIN_TO";

    public static TrainingOptions Options { get; } = new() { Epochs = 150, BatchSize = 16, LearningRate = new Cosine(0.05) };

    /// <summary>Starts the training with checkpoints at <paramref name="path"/>, slow enough to be caught.</summary>
    public static Process Start(string path)
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        ProcessStartInfo start = new(program, isHost ? [typeof(KilledProcess).Assembly.Location] : [])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Variable] = path;
        return Process.Start(start)!;
    }

    public static void Train(LinearEngine engine, string? path) =>
        TrainingLoop.Run(engine, LinearData.Source(70), LinearData.Source(30, seed: 6), Options with { CheckpointPath = path });

    /// <summary>Takes the process over before any test runs, where the variable asks for it.</summary>
    [ModuleInitializer]
    internal static void TakeOver()
    {
        if (Environment.GetEnvironmentVariable(Variable) is string path)
        {
            Train(new LinearEngine { OnStep = _ => Thread.Sleep(1) }, path);
            Environment.Exit(0);
        }
    }
}
