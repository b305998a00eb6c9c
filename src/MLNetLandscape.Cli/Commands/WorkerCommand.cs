using System.CommandLine;
using System.Globalization;
using MLNetLandscape.Cli.Clusters;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cluster;
using MLNetLandscape.Cluster.Workers;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape worker: runs trials of a cluster's studies.</summary>
internal sealed class WorkerCommand(Terminal terminal, Option<bool> debug)
{
    private const string Description = """
        Joins a cluster and runs trials of its studies until Ctrl+C, which gives them back with their checkpoints.

        A worker needs a connection to the database and nothing else; it opens no port. It runs the trial types of this program alone.

        Examples:
          landscape worker --cluster "Host=db;Database=landscape;Username=lab"
          PGPASSWORD=... landscape worker --cluster "Host=db;Database=landscape;SSL Mode=VerifyFull" --slots 8 --store /mnt/landscape
        """;

    private readonly ClusterOptions cluster = new();

    private readonly ParsedOption<int> slots = new(
        "--slots", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture), "N", "Trials at a time, each on one core.", NumberRule.AtLeast(1, "Leave it out to use every core."));

    private readonly ParsedOption<double> lease = new(
        "--lease", "15", "SECONDS", "How long after its last word it counts as dead, at least 1.", Seconds(1, "15 is the default."));

    private readonly ParsedOption<double> checkpoints = new(
        "--checkpoint-every", "5", "SECONDS", "Time between a trial's checkpoints: what a crash costs.", Seconds(0, "5 is the default."));

    private readonly ParsedOption<double?> idle = new(
        "--until-idle", "", "SECONDS", "Stop when there was nothing to do for so long, but not before a lease is over: trials of the dead would be known by then. [default: never]", text => text.Length == 0 ? null : Seconds(0, "Leave it out to stay.")(text));

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        Command command = new("worker", Description);
        cluster.AddTo(command);
        foreach (Option option in new Option[] { slots.Option, lease.Option, checkpoints.Option, idle.Option })
        {
            command.Options.Add(option);
        }

        command.SetAction((result, cancellationToken) => CommandRunner.InBackground(terminal, result.GetValue(debug), () => Work(result, cancellationToken)));
        return command;
    }

    private static Func<string, double> Seconds(double minimum, string remedy) => text =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= minimum && double.IsFinite(value)
            ? value
            : throw new FormatException($"must be a number of seconds of at least {minimum}, but was '{text}'. {remedy}");

    private int Work(ParseResult result, CancellationToken cancellationToken)
    {
        WorkerOptions options = new()
        {
            Slots = slots.Read(result),
            Lease = TimeSpan.FromSeconds(lease.Read(result)),
            CheckpointInterval = TimeSpan.FromSeconds(checkpoints.Read(result)),
            IdleLimit = idle.Read(result) is { } limit ? TimeSpan.FromSeconds(limit) : null,
        };
        using ClusterSession session = cluster.Open(result);
        ClusterWorker worker = new(session.Connection, ClusterSession.Types, session.Data, options);
        terminal.Output.WriteLine($"Worker {options.Name} with {options.Slots} slots at {session.Connection.Name}, version {ProgramVersion.Current}. Ctrl+C stops it.");
        long ended = worker.Run(terminal.Error.WriteLine, cancellationToken);
        terminal.Output.WriteLine($"Worker {options.Name} stops after {ended} trials.");
        return ExitCode.Success;
    }
}
