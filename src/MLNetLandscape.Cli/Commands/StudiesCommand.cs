using System.CommandLine;
using System.Globalization;
using MLNetLandscape.Cli.Clusters;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cluster.Schema;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Core.Studies;
using Spectre.Console;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape studies: lists a cluster's studies, shows, cancels, resumes and removes them.</summary>
internal sealed class StudiesCommand(Terminal terminal, Option<bool> debug)
{
    private readonly ClusterOptions cluster = new();
    private readonly Argument<string> name = new("NAME") { Description = "The study." };
    private readonly Option<bool> failed = new("--failed") { Description = "Try trials again that failed." };

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        Command command = new("studies", "Lists the studies of a cluster; shows, cancels, resumes or removes one.");
        cluster.Cluster.Recursive = true;
        command.Options.Add(cluster.Cluster);
        command.SetAction(result => Run(result, List));
        Add(command, "show", "Tells how far a study is, and why trials failed.", (studies, result) => Show(studies, result.GetRequiredValue(name)));
        Add(command, "cancel", "Stops a study; what is done stays, and 'resume' lets it go on.", (studies, result) => studies.Cancel(result.GetRequiredValue(name)));
        Command resume = Add(
            command, "resume", "Lets a cancelled study go on, interrupted trials from their checkpoints.", (studies, result) => studies.Resume(result.GetRequiredValue(name), result.GetValue(failed)));
        resume.Options.Add(failed);
        Add(command, "remove", "Removes a study with its results.", (studies, result) => studies.Remove(result.GetRequiredValue(name)));
        return command;
    }

    private Command Add(Command parent, string verb, string description, Action<ClusterStudies, ParseResult> action)
    {
        Command command = new(verb, description);
        command.Arguments.Add(name);
        command.SetAction(result => Run(result, studies => action(studies, result)));
        parent.Subcommands.Add(command);
        return command;
    }

    private int Run(ParseResult result, Action<ClusterStudies> action) => CommandRunner.Run(terminal, result.GetValue(debug), () =>
    {
        using ClusterSession session = cluster.Open(result);
        ClusterSchema.ThrowIfOther(session.Connection);
        action(new ClusterStudies(session.Connection));
        return ExitCode.Success;
    });

    private void List(ClusterStudies studies)
    {
        IReadOnlyList<StudySummary> all = studies.List();
        if (all.Count == 0)
        {
            terminal.Output.WriteLine("No studies.");
            return;
        }

        Table table = new Table().AddColumns("Study", "State");
        foreach (string column in new[] { "Trials", "Done", "Running", "Failed", "Workers", "Submitted (UTC)" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (StudySummary study in all)
        {
            StudyProgress now = study.Progress;
            int[] numbers = [now.Total, now.Done, now.Running, now.Failed, study.Workers];
            table.AddRow(
                [study.Name, study.State, .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)), study.Submitted.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)]);
        }

        terminal.Console.Write(table);
    }

    private void Show(ClusterStudies studies, string study)
    {
        StudySummary summary = studies.Find(study) ?? throw new StudyException($"There is no study '{study}'. 'landscape studies' lists those that there are.");
        StudyProgress now = summary.Progress;
        terminal.Output.WriteLine($"{summary.Name}: {summary.State}; {now.Done} of {now.Total} trials done, {now.Running} running, {now.Failed} failed, {now.Queued} queued, {now.Cancelled} cancelled");
        terminal.Output.WriteLine($"Submitted {summary.Submitted.UtcDateTime:yyyy-MM-dd HH:mm} UTC by version {summary.Program}; workers of that version: {summary.Workers}");
        foreach (TrialProgress step in studies.Running(study))
        {
            terminal.Output.WriteLine($"  running: {step.Key}, {step.Completed} of {step.Total}");
        }

        foreach (TrialOutcome failure in studies.Outcomes(study, onlyFailures: true))
        {
            terminal.Output.WriteLine($"  failed: {failure.Key}: {failure.Error!.Message}");
        }
    }
}
