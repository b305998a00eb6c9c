using System.CommandLine;
using System.Text.Json.Nodes;
using MLNetLandscape.Cli.Examination;
using MLNetLandscape.Cli.Json;
using MLNetLandscape.Cli.Options;

namespace MLNetLandscape.Cli.Commands;

/// <summary>A command that examines a model, or, without one, prints a table over random networks.</summary>
internal abstract class ModelOrTableCommand(Terminal terminal, Option<bool> debug, string modelDescription)
{
    private readonly Argument<string?> model = new("MODEL") { Arity = ArgumentArity.ZeroOrOne, Description = modelDescription };

    private readonly Argument<string?> data = new("DATA") { Arity = ArgumentArity.ZeroOrOne, Description = "CSV file with the model's features and labels." };

    /// <summary>Where the command prints.</summary>
    protected Terminal Terminal { get; } = terminal;

    /// <summary>The options of every examining command.</summary>
    protected ExaminationOptions Common { get; } = new();

    /// <summary>Creates the command.</summary>
    public abstract Command Create();

    /// <summary>Examines the model.</summary>
    /// <returns>What is written as JSON.</returns>
    protected abstract JsonObject OfModel(ParseResult result, ExaminedModel examined, CancellationToken cancellationToken);

    /// <summary>Makes the table over random networks.</summary>
    /// <returns>What is written as JSON.</returns>
    protected abstract JsonObject Table(ParseResult result, CancellationToken cancellationToken);

    /// <summary>Creates the command from its own name, description and options.</summary>
    protected Command Create(string name, string description, params ReadOnlySpan<Option> options)
    {
        Command command = new(name, description);
        command.Arguments.Add(model);
        command.Arguments.Add(data);
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        Common.AddTo(command);
        command.SetAction((result, cancellationToken) => CommandRunner.InBackground(Terminal, result.GetValue(debug), () => Run(result, cancellationToken)));
        return command;
    }

    private int Run(ParseResult result, CancellationToken cancellationToken)
    {
        (string? modelPath, string? dataPath) = (result.GetValue(model), result.GetValue(data));
        new FilePlan().Reads(model.Name, modelPath).Reads(data.Name, dataPath).Writes(Common.Json.Name, result.GetValue(Common.Json));
        JsonObject json = modelPath is null
            ? Table(result, cancellationToken)
            : OfModel(result, Common.Read(result, modelPath, dataPath ?? throw new UsageException("DATA is missing: name the table for the model.")), cancellationToken);
        Terminal.WriteFile(result.GetValue(Common.Json), "JSON", () => JsonText.Of(json));
        return ExitCode.Success;
    }
}
