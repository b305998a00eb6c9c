using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using MLNetLandscape.Cli.Commands;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cli.Training;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Cli.Tests.Commands;

/// <summary>The training of landscape train in a process of its own, to be killed: this test program started again with a variable in its environment.</summary>
/// <remarks>The program itself says nothing while it trains, so that one could only guess when to kill it.</remarks>
internal static class KilledTraining
{
    /// <summary>What the child says when it waits to be killed.</summary>
    public const string Waiting = "waiting";

    private const string Variable = "LANDSCAPE_TEST_WAIT_AFTER";

    /// <summary>Starts the training with the arguments of landscape train; after the epoch <paramref name="epoch"/> it says <see cref="Waiting"/>, and waits for ever.</summary>
    public static Process Start(IEnumerable<string> arguments, int epoch)
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        ProcessStartInfo start = new(program, isHost ? [typeof(KilledTraining).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Variable] = $"{epoch}";
        return Process.Start(start)!;
    }

    /// <summary>Takes the process over before any test runs, where the variable asks for it.</summary>
    [ModuleInitializer]
    internal static void TakeOver()
    {
        if (Environment.GetEnvironmentVariable(Variable) is string epoch)
        {
            Train(Environment.GetCommandLineArgs()[1..], new WaitAfter(int.Parse(epoch, CultureInfo.InvariantCulture)));
            Environment.Exit(0);
        }
    }

    private static void Train(string[] arguments, WaitAfter progress)
    {
        TrainCommand command = new(Terminal.For(TextWriter.Null, TextWriter.Null), new Option<bool>("--debug"));
        ParseResult parsed = command.Create().Parse(arguments);
        CsvLoadResult source = CsvDataset.Load(parsed.GetRequiredValue(command.Data), command.Table.Read(parsed, null, command.Task.Read(parsed)));
        NetworkTrainer.Train(new TrainingJobReader(command, parsed).Read(source), progress, CancellationToken.None);
    }

    private sealed class WaitAfter(int epoch) : IProgress<EpochProgress>
    {
        public void Report(EpochProgress value)
        {
            if (value.Record.Epoch == epoch)
            {
                Console.WriteLine(Waiting);
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }
}
