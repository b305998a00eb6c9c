using System.CommandLine;
using MLNetLandscape.Benchmarks.Cases;
using MLNetLandscape.Benchmarks.Steps;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>Our side of a comparison: answers one request a line until standard input ends.</summary>
internal static class ServeCommand
{
    /// <summary>Enough for the runtime to compile the step's methods for the last time.</summary>
    private const double WarmUpSeconds = 1;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<int> threads = new("--threads") { Description = "Threads of a step.", DefaultValueFactory = _ => 1 };
        Command command = new("serve", "Measures steps on request, one JSON line each; used by compare-peers.") { threads };
        command.SetAction(parsed => Run(parsed.GetValue(threads)));
        return command;
    }

    private static void Run(int threads)
    {
        string? path = null;
        StepRunner? runner = null;
        IReadOnlyList<double>? losses = null;
        while (Console.ReadLine() is { } line)
        {
            StepRequest request = JsonLines.Read<StepRequest>(line);
            if (runner is null || request.Case != path)
            {
                runner?.Dispose();
                path = request.Case;
                runner = new StepRunner(CaseData.Generate(CaseCatalog.Find(Path.GetFileNameWithoutExtension(path))), threads);
                losses = runner.Losses();
                runner.Measure(WarmUpSeconds, request.Clock);
            }

            Console.WriteLine(JsonLines.Write(runner.Measure(request.Seconds, request.Clock, losses)));
        }

        runner?.Dispose();
    }
}
