using System.CommandLine;
using MLNetLandscape.Cli.Clusters;
using MLNetLandscape.Cli.Options;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape cluster rehearse: workers in processes of their own, killed at random over a study whose results are known.</summary>
internal sealed class RehearseCommand(Terminal terminal, Option<bool> debug)
{
    private const string Description = """
        Runs a study of arithmetic whose results are known in closed form on workers of its own, kills workers at random, and says whether every trial
        was counted once and is right, at what rate, and with how much memory.

        Examples:
          landscape cluster rehearse --trials 200 --seconds 1 --workers 4 --kills 100
          landscape cluster rehearse --trials 100000 --seconds 0 --workers 2
          landscape cluster rehearse --trials 60 --workers 1,2 --repeat 5
        """;

    private readonly ClusterOptions cluster = new();

    /// <summary>Trials of the study.</summary>
    public ParsedOption<int> Trials { get; } = new("--trials", "200", "N", "Trials.", NumberRule.AtLeast(1, "200 is the default."));

    /// <summary>The work of a trial.</summary>
    public ParsedOption<double> Seconds { get; } = new(
        "--seconds", "1", "SECONDS", "Work of a trial, 0 for next to none.", NumberRule.NotNegative("1 is the default."));

    /// <summary>The machine's speed.</summary>
    public ParsedOption<double?> RoundsPerSecond { get; } = new(
        "--rounds-per-second", "", "N", "Rounds of arithmetic that a core does in a second, so that several rehearsals do the same work. [default: measured]",
        text => text.Length == 0 ? null : NumberRule.Positive("Leave it out to measure it.")(text));

    /// <summary>Worker processes.</summary>
    public ParsedOption<IReadOnlyList<int>> Workers { get; } = new(
        "--workers", "2", "N,...", "Workers, each with one slot; of several numbers each is rehearsed in turn, and compared with the first.",
        ListRule.Of(NumberRule.AtLeast(1, "2 is the default.")));

    /// <summary>Rehearsals of each number of workers.</summary>
    public ParsedOption<int> Repeat { get; } = new("--repeat", "1", "N", "Rehearsals of each number of workers, in turn.", NumberRule.AtLeast(1, "1 is the default."));

    /// <summary>Workers to kill.</summary>
    public ParsedOption<int> Kills { get; } = new("--kills", "0", "N", "Workers to kill on the way, each replaced by a new one.", NumberRule.AtLeast(0, "0 kills none."));

    /// <summary>The seed of who is killed when.</summary>
    public ParsedOption<long> Seed { get; } = new("--seed", "1", "N", "Seed of who is killed when.", NumberRule.Seed);

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        Command command = new("rehearse", Description);
        command.Options.Add(cluster.Cluster);
        foreach (Option option in new Option[] { Trials.Option, Seconds.Option, RoundsPerSecond.Option, Workers.Option, Repeat.Option, Kills.Option, Seed.Option })
        {
            command.Options.Add(option);
        }

        command.SetAction((result, cancellation) => Task.Run(() => CommandRunner.RunAsync(terminal, result.GetValue(debug), async () =>
        {
            using ClusterSession session = cluster.Open(result);
            string settings = result.GetValue(cluster.Cluster) ?? Environment.GetEnvironmentVariable(ClusterOptions.Variable)!;
            return await new Rehearsals(terminal, this, result, session, settings).RunAsync(cancellation).ConfigureAwait(false);
        })));
        return command;
    }
}
