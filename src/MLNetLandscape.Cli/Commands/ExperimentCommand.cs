using System.CommandLine;
using System.Globalization;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Core.Data.Download;
using MLNetLandscape.Experiments;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape experiment: its options, and what the user chose.</summary>
internal sealed class ExperimentCommand(Terminal terminal, Option<bool> debug)
{
    private const string Description = """
        Repeats an experiment of the literature and says which of its claims hold. 'landscape experiment list' names them.

        Progress is kept: after an interruption the same command goes on where it stopped.

        Examples:
          landscape experiment list
          landscape experiment cells --quick
          landscape experiment bad-minima --runs 50 --report bad-minima.html --json bad-minima.json
        """;

    /// <summary>Which experiment.</summary>
    public Argument<string> Name { get; } = new("NAME") { Description = "The experiment." };

    /// <summary>Repetitions.</summary>
    public ParsedOption<int?> Runs { get; } = new("--runs", "", "N", "Repetitions. [default: the experiment's own]", Optional("5 is a usual number."));

    /// <summary>Passes over the training data.</summary>
    public ParsedOption<int?> Epochs { get; } = new("--epochs", "", "N", "Passes over the training data, where the experiment trains by epochs. [default: the experiment's own]", Optional("Leave it out for the published number."));

    /// <summary>Training rows.</summary>
    public ParsedOption<int?> Rows { get; } = new("--rows", "", "N", "The most training rows, where the data are large. [default: all]", Optional("Leave it out for all rows."));

    /// <summary>The parts to do.</summary>
    public Option<string?> Only { get; } = new("--only") { HelpName = "LIST", Description = "Do these parts only; 'landscape experiment list' names them." };

    /// <summary>The seed.</summary>
    public ParsedOption<long> Seed { get; } = new("--seed", "1", "N", "Seed of everything random.", NumberRule.Seed);

    /// <summary>Threads.</summary>
    public ParsedOption<int> Threads { get; } = new(
        "--threads", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture), "N", "Threads; results do not depend on their number.", NumberRule.Threads);

    /// <summary>The folder of data sets.</summary>
    public Option<string?> Data { get; } = new("--data")
    {
        HelpName = "DIR",
        Description = $"Folder with data sets: mnist/, boston/, eeg/ in it. [default: that of the variable {DatasetCatalog.FolderVariable}, else datasets]",
    };

    /// <summary>Whether the small form is done.</summary>
    public Option<bool> Quick { get; } = new("--quick") { Description = "The small form, under a minute: shows that everything works, and little more." };

    /// <summary>Where progress is kept.</summary>
    public Option<string?> State { get; } = new("--state")
    {
        HelpName = "DIR",
        Description = "Folder that keeps progress until the experiment is done; none: keep nothing. [default: one of the experiment's own in the user's local data]",
    };

    /// <summary>Where the result goes as JSON.</summary>
    public Option<string?> Json { get; } = new("--json") { HelpName = "FILE", Description = "Write verdicts, tables and every trial as JSON." };

    /// <summary>Where the report goes.</summary>
    public Option<string?> Report { get; } = new("--report") { HelpName = "FILE.html", Description = "Write a report, one HTML file that needs no network." };

    /// <summary>The folder of the page whose generated part is rewritten.</summary>
    public Option<string?> Page { get; } = new("--page") { HelpName = "DIR", Description = "Rewrite the generated part of DIR/NAME.md and its figures." };

    /// <summary>Where the trials run.</summary>
    public StudyOptions Study { get; } = new();

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        Command command = new("experiment", Description);
        command.Arguments.Add(Name);
        foreach (Option option in new Option[] { Runs.Option, Epochs.Option, Rows.Option, Only, Seed.Option, Data, Quick, Threads.Option, State, Json, Report, Page })
        {
            command.Options.Add(option);
        }

        Study.AddTo(command);
        command.SetAction((result, cancellation) => Task.Run(() => CommandRunner.RunAsync(
            terminal, result.GetValue(debug), () => new ExperimentAction(terminal, this, result).RunAsync(cancellation))));
        Command list = new("list", "Names the experiments, what they ask, and how long they take.");
        list.SetAction(result => CommandRunner.Run(terminal, result.GetValue(debug), List));
        command.Subcommands.Add(list);
        return command;
    }

    private int List()
    {
        foreach (IExperiment experiment in ExperimentRegistry.All)
        {
            terminal.Output.WriteLine(experiment.Name);
            terminal.Output.WriteLine($"  {experiment.Question}");
            terminal.Output.WriteLine($"  {experiment.Source}");
            terminal.Output.WriteLine($"  {experiment.ExpectedTime}");
            if (experiment.Parts.Count > 0)
            {
                terminal.Output.WriteLine($"  parts: {string.Join(", ", experiment.Parts)}");
            }
        }

        return ExitCode.Success;
    }

    private static Func<string, int?> Optional(string remedy)
    {
        Func<string, int> rule = NumberRule.AtLeast(1, remedy);
        return text => text.Length == 0 ? null : rule(text);
    }
}
