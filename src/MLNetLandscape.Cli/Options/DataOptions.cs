using System.CommandLine;
using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Cli.Options;

/// <summary>The options that say how a table is read.</summary>
internal sealed class DataOptions
{
    /// <summary>What a model's notes call the column of example weights.</summary>
    public const string WeightsNote = "weights";

    private readonly Option<string?> label = new("--label") { HelpName = "COLUMN", Description = "Column to predict." };

    private readonly Option<string?> positive = new("--positive")
    {
        HelpName = "LABEL",
        Description = "Label of the positive class of two. [default: the second in order, so 1 of 0 and 1, M of B and M]",
    };

    private readonly Option<string?> ignore = new("--ignore") { HelpName = "COLUMNS", Description = "Columns to leave out, separated by commas, for instance id." };

    private readonly Option<string?> weights = new("--weights") { HelpName = "COLUMN", Description = "Column of example weights. [default: every row weighs 1]" };

    private readonly ParsedOption<MissingValues> missing = new(
        "--missing", "refuse", "refuse|skip", "What to do with rows that miss a value.", ParseMissing);

    /// <summary>The label option, for messages and defaults.</summary>
    public Option<string?> Label => label;

    /// <summary>How missing values are treated.</summary>
    public ParsedOption<MissingValues> Missing => missing;

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(label);
        command.Options.Add(positive);
        command.Options.Add(ignore);
        command.Options.Add(weights);
        command.Options.Add(missing.Option);
    }

    /// <summary>What the user asked for.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="defaultLabel">The label where none is named; null if it must be.</param>
    /// <param name="task">What the label is.</param>
    /// <exception cref="UsageException">No label is named, and there is no default; or a positive class is, and the task has none.</exception>
    public CsvOptions Read(ParseResult result, string? defaultLabel, LearningTask task) => new()
    {
        LabelColumn = result.GetValue(label) ?? defaultLabel ?? throw new UsageException("--label is missing. Name the column to predict: --label COLUMN."),
        Task = task,
        MissingValues = missing.Read(result),
        PositiveLabel = ReadPositive(result, task),
        IgnoreColumns = Columns(result.GetValue(ignore)),
        WeightColumn = result.GetValue(weights),
    };

    /// <summary>The settings beside the label as the command line writes them; one without a default is left out where it is not given.</summary>
    public IEnumerable<KeyValuePair<string, string>> ReadTexts(ParseResult result)
    {
        foreach (Option<string?> option in new[] { positive, ignore, weights })
        {
            if (result.GetValue(option) is string text)
            {
                yield return new(SettingName.Of(option), text);
            }
        }

        yield return new(SettingName.Of(missing.Option), result.GetRequiredValue(missing.Option));
    }

    /// <summary>The settings that an examination of the model needs again.</summary>
    public IEnumerable<KeyValuePair<string, string>> ReadNotes(ParseResult result) =>
        result.GetValue(weights) is string column ? [new(WeightsNote, column)] : [];

    private string? ReadPositive(ParseResult result, LearningTask task)
    {
        string? name = result.GetValue(positive);
        return name is null || task == LearningTask.Binary
            ? name
            : throw new UsageException(
                $"--positive {name} does not fit --task {task.ToString().ToLowerInvariant()}: only binary tasks have a positive class. Leave it out, or use --task binary.");
    }

    private static string[] Columns(string? text) =>
        text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static MissingValues ParseMissing(string text) => text.ToLowerInvariant() switch
    {
        "refuse" => MissingValues.Refuse,
        "skip" => MissingValues.SkipRow,
        _ => throw new FormatException($"must be refuse or skip, but was '{text}'."),
    };
}
