using System.CommandLine;
using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Peers;
using MLNetLandscape.Benchmarks.Programs;
using MLNetLandscape.Benchmarks.Steps;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>Full MNIST beside PyTorch and scikit-learn.</summary>
internal static class CompareMnistCommand
{
    private static readonly (string Name, string Script, string Module, string Package)[] Peers =
    [
        ("PyTorch", "torch_mnist.py", "torch", "python3-torch"),
        ("scikit-learn", "sklearn_mnist.py", "sklearn", "python3-sklearn"),
    ];

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "Where the four gzip files of MNIST are." };
        Option<int> rounds = new("--rounds") { Description = "Alternating rounds.", DefaultValueFactory = _ => 1 };
        Option<int> threads = new("--threads") { Description = "Threads of each side.", DefaultValueFactory = _ => Environment.ProcessorCount };
        Option<string> clock = new("--clock") { Description = "wall; or cpu: processor time, of one thread a side.", DefaultValueFactory = _ => StepClock.Wall };
        Option<bool> alone = new("--alone") { Description = "Leaves the peers out." };
        Command command = new("compare-mnist", "784-500-300-10 with a softmax on all of MNIST, 10 epochs of batches of 128, beside PyTorch and scikit-learn.")
        {
            folder, rounds, threads, clock, alone,
        };
        command.SetAction(parsed =>
        {
            string time = parsed.GetValue(clock)!;
            int count = time == StepClock.Wall ? parsed.GetValue(threads) : 1;
            Run(parsed.GetValue(folder)!, parsed.GetValue(rounds), count, time, parsed.GetValue(alone));
        });
        return command;
    }

    private static void Run(string folder, int rounds, int threads, string clock, bool alone)
    {
        Console.WriteLine($"{Machine.Description}; {threads} thread(s), {clock} clock");
        Dictionary<string, string> environment = new() { ["OMP_NUM_THREADS"] = $"{threads}", ["OPENBLAS_NUM_THREADS"] = $"{threads}", ["OMP_WAIT_POLICY"] = "PASSIVE" };
        for (int round = 0; round < rounds; round++)
        {
            Print("C#", MnistTraining.Run(folder, threads, clock, seed: round + 1));
            foreach ((string name, string script, string module, string package) in alone ? [] : Peers)
            {
                if (PythonPeer.Missing((module, package), ("numpy", "python3-numpy")) is { } missing)
                {
                    Console.WriteLine($"SKIPPED {name}: {missing}.");
                    continue;
                }

                string[] arguments = [PythonPeer.Script(script), folder, clock, $"{round + 1}"];
                Print(name, JsonLines.Read<MnistMeasurement>(WholeProgram.Run(PythonPeer.Interpreter, arguments, environment).Output));
            }
        }
    }

    private static void Print(string side, MnistMeasurement measured) => Console.WriteLine(
        $"{side,-14} loading {Summary.Time(measured.LoadSeconds),10}, training {Summary.Time(measured.Seconds),10}, test accuracy {measured.Accuracy:0.0000}");
}
