using System.CommandLine;
using System.Diagnostics;
using MLNetLandscape.Cli.Commands;
using MLNetLandscape.Cluster;
using MLNetLandscape.Cluster.Rehearsals;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cli.Clusters;

/// <summary>One rehearsal of landscape cluster rehearse.</summary>
/// <param name="terminal">Where it is told of.</param>
/// <param name="command">The command.</param>
/// <param name="arguments">What the user asked for.</param>
/// <param name="session">The cluster.</param>
/// <param name="settings">What leads workers to it.</param>
/// <param name="workers">Workers, each with one slot.</param>
/// <param name="roundsPerSecond">Rounds of arithmetic in a second of work.</param>
internal sealed class Rehearsal(
    Terminal terminal, RehearseCommand command, ParseResult arguments, ClusterSession session, string settings, int workers, double roundsPerSecond)
{
    private const int Steps = 20;
    private const int MostLosses = 1000;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShortestLife = TimeSpan.FromMilliseconds(100);

    private readonly int trials = command.Trials.Read(arguments);
    private readonly int kills = command.Kills.Read(arguments);
    private readonly double seconds = command.Seconds.Read(arguments);

    /// <summary>Runs the study, kills, and judges.</summary>
    /// <returns>Whether no trial is lost or wrong, and how many ended in a second.</returns>
    public async Task<(bool IsRight, double Rate)> RunAsync(CancellationToken cancellationToken)
    {
        RehearsalSettings work = new(Steps, (long)(seconds * roundsPerSecond / Steps));
        StudyDefinition study = Plan(work);
        ClusterStudies studies = new(session.Connection);
        ClusterStudyRunner runner = new(session.Connection, ClusterSession.Types, session.Data, new ClusterStudyOptions { MostLosses = MostLosses, Poll = Look });
        using WorkerProcesses processes = new(settings, workers);
        processes.Fill();
        await WaitForAllAsync(studies, processes, cancellationToken).ConfigureAwait(false);
        FirstTrial first = new();
        Task<StudyResult> running = runner.RunAsync(study, first, cancellationToken);
        int killed = await KillAsync(running, processes).ConfigureAwait(false);
        StudyResult result = await running.ConfigureAwait(false);
        TimeSpan elapsed = first.Elapsed;
        processes.Measure();
        bool isRight = Judge(studies, study, work, result, killed);
        double rate = trials / elapsed.TotalSeconds;
        terminal.Output.WriteLine(FormattableString.Invariant(
            $"{trials} trials of {seconds:0.###} s on {workers} workers: {elapsed.TotalSeconds:0.0} s from the first claim, {rate:0.0} a second, {1000 * ((workers / rate) - seconds):0.0} ms of a worker's time per trial besides its work"));
        terminal.Output.WriteLine(FormattableString.Invariant($"Memory: a worker at most {processes.PeakBytes >> 20} MiB"));
        studies.Remove(study.Name);
        return (isRight, rate);
    }

    /// <summary>Begins when every worker is there, so that a rate is that of so many workers from the first trial on.</summary>
    private static async Task WaitForAllAsync(ClusterStudies studies, WorkerProcesses processes, CancellationToken cancellationToken)
    {
        while (processes.Names.Except(studies.Workers(ProgramVersion.Current)).Any())
        {
            await Task.Delay(Look, cancellationToken).ConfigureAwait(false);
            processes.Fill();
        }
    }

    private StudyDefinition Plan(RehearsalSettings work) => new()
    {
        Name = $"rehearsal-{Environment.MachineName}-{Environment.ProcessId}",
        Trials =
        [
            .. Enumerable.Range(0, trials).Select(i => new Trial
            {
                Key = $"trial {i}",
                Type = new RehearsalTrial().Name,
                Settings = TrialJson.Write(work),
                Seed = unchecked((long)new RandomSource(command.Seed.Read(arguments)).Split(RandomPurpose.Run, i).Key),
            }),
        ],
    };

    /// <summary>Spreads the kills over the time that the work should take.</summary>
    private async Task<int> KillAsync(Task<StudyResult> running, WorkerProcesses processes)
    {
        double expected = trials * seconds / workers;
        for (int kill = 0; ; kill++)
        {
            RandomSource source = new RandomSource(command.Seed.Read(arguments)).Split(RandomPurpose.Run, kill);
            TimeSpan life = TimeSpan.FromSeconds(expected / Math.Max(1, kills) * (source.Split(RandomPurpose.Shuffling).Key / (double)ulong.MaxValue));
            Task pause = kill < kills ? Task.Delay(life > ShortestLife ? life : ShortestLife) : Task.Delay(TimeSpan.FromSeconds(1));
            await Task.WhenAny(running, pause).ConfigureAwait(false);
            if (running.IsCompleted)
            {
                return Math.Min(kill, kills);
            }

            processes.Measure();
            if (kill < kills)
            {
                processes.KillOne(source);
            }

            // One may have ended by itself, where the machine was too busy to let it connect.
            processes.Fill();
        }
    }

    private bool Judge(ClusterStudies studies, StudyDefinition study, RehearsalSettings work, StudyResult result, int killed)
    {
        StudyProgress counts = studies.Find(study.Name)!.Progress;
        int right = result.Trials.Where((trial, i) =>
            trial.Key == study.Trials[i].Key && trial.Result?.GetString() == RehearsalTrial.Expected(study.Trials[i].Seed, work)).Count();
        bool isRight = right == trials && counts.Done == trials && result.Trials.Count == trials;
        terminal.Output.WriteLine($"{killed} of {kills} kills done. {counts.Done} trials counted as done, {result.Trials.Count} listed, {right} right: {(isRight ? "none lost, none counted twice" : "NOT as it should be")}.");
        foreach (TrialOutcome wrong in result.Failures.Take(3))
        {
            terminal.Output.WriteLine($"  {wrong.Key}: {wrong.Error!.Message}");
        }

        return isRight;
    }

    /// <summary>Notes when the first trial was claimed: workers take a second to start.</summary>
    private sealed class FirstTrial : IProgress<StudyProgress>
    {
        private long? first;
        private long last;

        public TimeSpan Elapsed => Stopwatch.GetElapsedTime(first ?? last, last);

        public void Report(StudyProgress value)
        {
            last = Stopwatch.GetTimestamp();
            if (value.Running + value.Done > 0)
            {
                first ??= last;
            }
        }
    }
}
