using System.CommandLine;
using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Peers;
using MLNetLandscape.Benchmarks.Programs;
using MLNetLandscape.Benchmarks.Steps;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>Whole programs beside their peers: cross-validation in scikit-learn, the experiment of landscape compare in PyTorch.</summary>
internal static class CompareProgramsCommands
{
    /// <summary>Products as small as these gain nothing from a second thread.</summary>
    private static readonly Dictionary<string, string> OneThread = new() { ["OMP_NUM_THREADS"] = "1", ["OPENBLAS_NUM_THREADS"] = "1" };

    /// <summary>Creates the command that compares cross-validation.</summary>
    public static Command Fit()
    {
        Option<int> rounds = new("--rounds") { Description = "Alternating rounds.", DefaultValueFactory = _ => 5 };
        Command command = new("compare-fit", "Five cross-validated fits of (64, 32) on WDBC, 200 epochs, beside scikit-learn's MLPClassifier.") { rounds };
        command.SetAction(parsed => Fit(parsed.GetValue(rounds)));
        return command;
    }

    /// <summary>Creates the command that compares the whole experiment.</summary>
    public static Command Experiment()
    {
        Option<int> rounds = new("--rounds") { Description = "Alternating rounds.", DefaultValueFactory = _ => 3 };
        Command command = new("compare-experiment", "landscape compare on WDBC, start-up included, beside the same experiment in PyTorch.") { rounds };
        command.SetAction(parsed => Experiment(parsed.GetValue(rounds)));
        return command;
    }

    private static void Fit(int rounds)
    {
        string data = PythonPeer.Script("../../datasets/wdbc.csv");
        string? missing = PythonPeer.Missing(("sklearn", "python3-sklearn"));
        CrossValidation.Run(data);
        List<FitMeasurement> ours = [];
        List<FitMeasurement> theirs = [];
        for (int round = 0; round < rounds; round++)
        {
            ours.Add(CrossValidation.Run(data));
            if (missing is null)
            {
                theirs.Add(JsonLines.Read<FitMeasurement>(WholeProgram.Run(PythonPeer.Interpreter, [PythonPeer.Script("sklearn_fit.py"), data], OneThread).Output));
            }
        }

        Console.WriteLine(Machine.Description);
        Print("C#", ours);
        Print("scikit-learn", theirs);
        Console.WriteLine(
            missing is null
                ? $"ratio of the fits {Summary.Median(ours.Zip(theirs, (a, b) => b.Seconds / a.Seconds)):0.0}x, of one row {Summary.Median(ours.Zip(theirs, (a, b) => b.SecondsPerRow / a.SecondsPerRow)):0.0}x"
                : $"SKIPPED the peer: {missing}.");
    }

    private static void Print(string side, List<FitMeasurement> rounds)
    {
        if (rounds.Count > 0)
        {
            Console.WriteLine(
                $"{side,-14} {Summary.Time(Summary.Median(rounds.Select(r => r.Seconds)))} for five fits, accuracy {rounds[0].Accuracy:0.000}, one row {Summary.Time(Summary.Median(rounds.Select(r => r.SecondsPerRow)))}");
        }
    }

    private static void Experiment(int rounds)
    {
        string? missing = PythonPeer.Missing(("torch", "python3-torch"), ("numpy", "python3-numpy"), ("scipy", "python3-scipy"));
        string program = PythonPeer.Script("../../src/MLNetLandscape.Cli/bin/Release/net10.0/landscape.dll");
        string data = PythonPeer.Script("../../datasets/wdbc.csv");
        List<double> ours = [];
        List<double> theirs = [];
        for (int round = 0; round < rounds; round++)
        {
            ours.Add(WholeProgram.Run("dotnet", [program, "compare", data, "--label", "diagnosis"], new Dictionary<string, string>()).Seconds);
            if (missing is null)
            {
                theirs.Add(WholeProgram.Run(PythonPeer.Interpreter, [PythonPeer.Script("torch_compare.py"), data], OneThread).Seconds);
            }
        }

        Console.WriteLine(Machine.Description);
        Console.WriteLine($"landscape compare, 5 runs x 2 arms x 400 epochs, start-up included: {Summary.Time(Summary.Median(ours))}");
        Console.WriteLine(
            missing is null
                ? $"PyTorch: {Summary.Time(Summary.Median(theirs))}; ratio {Summary.Median(ours.Zip(theirs, (a, b) => b / a)):0.0}x"
                : $"SKIPPED the peer: {missing}.");
    }
}
