using System.Globalization;
using MLNetLandscape.Benchmarks.Cases;
using MLNetLandscape.Benchmarks.Steps;

namespace MLNetLandscape.Benchmarks.Peers;

/// <summary>Runs cases on both sides, round by round, never at the same time.</summary>
/// <param name="Folder">Where case files lie.</param>
/// <param name="Rounds">Rounds a case.</param>
/// <param name="Seconds">Seconds a round and side.</param>
/// <param name="Threads">The thread counts that our side may use; the faster is kept, as the peer's is.</param>
/// <param name="Clock">What both sides measure by.</param>
internal sealed record StepTournament(string Folder, int Rounds, double Seconds, IReadOnlyList<int> Threads, string Clock)
{
    /// <summary>Rounds in which our thread counts compete: the least time of each decides, because what other programs take only adds.</summary>
    private const int ThreadRounds = 3;

    /// <summary>Compares a case; without a configuration, measures our side alone.</summary>
    public StepComparison Run(BenchmarkCase benchmark, PeerConfiguration? configuration)
    {
        StepRequest request = new(Path.Combine(Folder, benchmark.Name + ".json"), Seconds, Clock);
        int threads = Threads.Count == 1 ? Threads[0] : Fastest(request);
        using LineProcess ours = Ours(threads);
        using LineProcess? theirs = configuration?.Serve(Folder);
        List<StepMeasurement> ourRounds = [];
        List<StepMeasurement> theirRounds = [];
        for (int round = 0; round < Rounds; round++)
        {
            ourRounds.Add(Ask(ours, theirs, request));
            if (theirs is not null)
            {
                theirRounds.Add(Ask(theirs, ours, request));
            }
        }

        return new StepComparison { Benchmark = benchmark, Threads = threads, Ours = ourRounds, Theirs = theirRounds, Configuration = configuration };
    }

    private static StepMeasurement Ask(LineProcess measured, LineProcess? other, StepRequest request)
    {
        using IDisposable? pause = other?.Pause();
        return measured.Ask<StepRequest, StepMeasurement>(request);
    }

    private int Fastest(StepRequest request) =>
        Enumerable.Range(0, ThreadRounds).SelectMany(_ => Threads).Select(count =>
        {
            using LineProcess candidate = Ours(count);
            return (Count: count, candidate.Ask<StepRequest, StepMeasurement>(request).SecondsPerStep);
        }).MinBy(candidate => candidate.SecondsPerStep).Count;

    private static LineProcess Ours(int threads) =>
        new(Environment.ProcessPath!, ["serve", "--threads", threads.ToString(CultureInfo.InvariantCulture)], new Dictionary<string, string?>());
}
