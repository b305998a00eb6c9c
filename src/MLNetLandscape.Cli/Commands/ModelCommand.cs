using System.CommandLine;
using System.Globalization;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Cli.Syntax;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape model: says what a model file holds.</summary>
internal sealed class ModelCommand(Terminal terminal, Option<bool> debug)
{
    private readonly Argument<string> model = new("MODEL") { Description = "Model file." };

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        Command command = new("model", "Describes a model file: network, loss, features, classes and how it was trained.");
        command.Arguments.Add(model);
        command.SetAction(result => CommandRunner.Run(terminal, result.GetValue(debug), () => Run(result.GetRequiredValue(model))));
        return command;
    }

    private int Run(string path)
    {
        SavedModel saved = ModelFile.Read(path);
        terminal.Tell("Network", NetworkText.Of(saved.Network));
        terminal.Tell("Parameters", saved.Parameters.Length.ToString(CultureInfo.InvariantCulture));
        terminal.Tell("Neuron", NeuronSyntax.Format(saved.Network.Neuron));
        terminal.Tell("Task", saved.Task.ToString().ToLowerInvariant());
        terminal.Tell("Loss", LossSyntax.Format(saved.Loss));
        terminal.Tell("Label", saved.LabelName.Length == 0 ? Figures.None : saved.LabelName);
        terminal.Tell("Classes", saved.ClassNames.Count == 0 ? Figures.None : string.Join(", ", saved.ClassNames));
        terminal.Tell("Features", saved.FeatureNames.Count == 0 ? $"{saved.Network.Input.Size}, without names" : string.Join(", ", saved.FeatureNames));
        terminal.Tell("Scaling", saved.Standardizer is null ? "none" : "standardised");
        if (saved.Metadata.Count > 0)
        {
            terminal.Output.WriteLine("Trained with");
        }

        foreach ((string name, string value) in saved.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            terminal.Tell("  " + name, value);
        }

        return ExitCode.Success;
    }
}
