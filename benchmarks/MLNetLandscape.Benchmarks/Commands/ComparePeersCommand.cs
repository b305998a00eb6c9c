using System.CommandLine;
using MLNetLandscape.Benchmarks.Cases;
using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Peers;
using MLNetLandscape.Benchmarks.Steps;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>The step beside tuned PyTorch: writes the cases, tunes the peer, alternates both sides, prints medians and ratios.</summary>
internal static class ComparePeersCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string[]> names = new("cases") { Description = "Case names, or all; the project's four goals by default.", DefaultValueFactory = _ => [] };
        Option<int> rounds = new("--rounds") { Description = "Alternating rounds a case.", DefaultValueFactory = _ => 7 };
        Option<double> seconds = new("--seconds") { Description = "Seconds a round and side.", DefaultValueFactory = _ => 0.5 };
        Option<int[]> threads = new("--threads") { Description = "Thread counts that our side may choose from.", DefaultValueFactory = _ => [1, 2] };
        Option<string> folder = new("--folder") { Description = "Where case files and tuning results go.", DefaultValueFactory = _ => "artifacts/benchmarks" };
        Option<bool> tune = new("--tune") { Description = "Tunes the peer even where an earlier result is in the folder." };
        Option<string> clock = new("--clock") { Description = "wall; or cpu: processor time of one thread a side, for a busy machine.", DefaultValueFactory = _ => StepClock.Wall };
        Command command = new("compare-peers", "Measures the training step beside the same step in tuned PyTorch.") { names, rounds, seconds, threads, clock, folder, tune };
        command.SetAction(parsed =>
        {
            bool wall = parsed.GetValue(clock) == StepClock.Wall;
            int[] counts = wall ? [.. parsed.GetValue(threads)!.Where(count => count <= Environment.ProcessorCount)] : [1];
            StepTournament tournament = new(parsed.GetValue(folder)!, parsed.GetValue(rounds), parsed.GetValue(seconds), counts, parsed.GetValue(clock)!);
            return Run(CaseCatalog.Select(parsed.GetValue(names)!), tournament, parsed.GetValue(tune));
        });
        return command;
    }

    private static int Run(IReadOnlyList<BenchmarkCase> cases, StepTournament tournament, bool tune)
    {
        foreach (BenchmarkCase benchmark in cases)
        {
            CaseFile.Write(tournament.Folder, benchmark, CaseData.Generate(benchmark));
        }

        string? missing = PythonPeer.Missing(("torch", "python3-torch"), ("numpy", "python3-numpy"));
        List<PeerConfiguration> configurations = missing is null ? Configure(cases, tournament, tune) : [];
        List<StepComparison> results = [];
        foreach (BenchmarkCase benchmark in cases)
        {
            Console.Error.WriteLine($"{benchmark.Name} ...");
            results.Add(tournament.Run(benchmark, Closest(benchmark, configurations)));
        }

        StepTable.Print(results);
        if (missing is not null)
        {
            Console.WriteLine($"SKIPPED the peer: {missing}.");
        }

        StepComparison[] different = [.. results.Where(result => result.Differs)];
        foreach (StepComparison result in different)
        {
            Console.WriteLine(
                $"DEFECT: {result.Benchmark.Name}: the losses of both sides differ by {result.LargestDifference:g3}, more than {StepComparison.Tolerance:g3}: they do not compute the same, so their times say nothing.");
        }

        return different.Length == 0 ? 0 : 1;
    }

    private static List<PeerConfiguration> Configure(IReadOnlyList<BenchmarkCase> cases, StepTournament tournament, bool tune)
    {
        string file = Path.Combine(tournament.Folder, $"torch-tuning-{tournament.Clock}.jsonl");
        List<PeerConfiguration> known = tune ? [] : PeerConfiguration.Load(file);
        BenchmarkCase[] tuned = [.. cases.Where(c => c.Goal is not null || Closest(c, known) is null)];
        string[] unknown = [.. tuned.Where(c => !known.Exists(k => k.Name == c.Name)).Select(c => Path.Combine(tournament.Folder, c.Name + ".json"))];
        if (unknown.Length > 0)
        {
            Console.WriteLine($"Tuning PyTorch for {unknown.Length} cases (minutes; kept in {file}) ...");
            known.AddRange(PeerConfiguration.Tune(tournament.Clock, unknown));
            File.WriteAllLines(file, known.Select(JsonLines.Write));
        }

        return known;
    }

    /// <summary>The case's own configuration, or the one of the network that it is a variation of: 30-64-32-1 for 30-64-32-1-batch37.</summary>
    private static PeerConfiguration? Closest(BenchmarkCase benchmark, List<PeerConfiguration> known) =>
        known.Where(c => benchmark.Name.StartsWith(c.Name, StringComparison.Ordinal)).MaxBy(c => c.Name.Length) is { } found
            ? found with { Name = benchmark.Name }
            : null;
}
