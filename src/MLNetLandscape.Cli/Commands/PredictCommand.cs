using System.CommandLine;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cli.Prediction;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape predict: its options and its execution.</summary>
internal sealed class PredictCommand(Terminal terminal, Option<bool> debug)
{
    private const string Description = """
        Predicts the rows of a table with a model that landscape train wrote.

        Features are found by their names; other columns are ignored. Columns of the result: line (of DATA, from 1), then for two classes
        score, probability of the positive class (logistic loss only) and label; for more classes a probability each and label; else the value.

        Examples:
          landscape predict sick.model new.csv
          landscape predict sick.model new.csv --output predictions.csv --missing skip
        """;

    private readonly Argument<string> model = new("MODEL") { Description = "Model file." };

    private readonly Argument<string> data = new("DATA") { Description = "CSV file with a header that has the model's features, or a file of images." };

    private readonly Option<string?> output = new("--output") { HelpName = "FILE.csv", Description = "File to write. [default: standard output]" };

    private readonly DataOptions table = new();

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        Command command = new("predict", Description);
        command.Arguments.Add(model);
        command.Arguments.Add(data);
        command.Options.Add(output);
        command.Options.Add(table.Missing.Option);
        command.SetAction(result => CommandRunner.Run(terminal, result.GetValue(debug), () => Run(result)));
        return command;
    }

    private int Run(ParseResult result)
    {
        string? target = result.GetValue(output);
        (string modelPath, string dataPath) = (result.GetRequiredValue(model), result.GetRequiredValue(data));
        new FilePlan().Reads(model.Name, modelPath).Reads(data.Name, dataPath).Writes(output.Name, target);
        SavedModel saved = ModelFile.Read(modelPath);
        CsvFeatures rows = ModelFeatures.Read(saved, dataPath, table.Missing.Read(result));
        string text = PredictionTable.Write(saved, rows);
        if (target is null)
        {
            terminal.Output.Write(text);
        }
        else
        {
            AtomicFile.WriteText(target, text);
            terminal.Tell("Predictions", $"{target}, {CountText.Of(rows.Rows, "row")}");
        }

        if (rows.SkippedRows > 0)
        {
            terminal.Error.WriteLine($"Warning: rows left out because a value is missing: {rows.SkippedRows}.");
        }

        return ExitCode.Success;
    }
}
