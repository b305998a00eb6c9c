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
        Print("Network", NetworkText.Of(saved.Network));
        Print("Parameters", saved.Parameters.Length.ToString(CultureInfo.InvariantCulture));
        Print("Neuron", NeuronSyntax.Format(saved.Network.Neuron));
        Print("Task", saved.Task.ToString().ToLowerInvariant());
        Print("Loss", LossSyntax.Format(saved.Loss));
        Print("Label", saved.LabelName.Length == 0 ? Figures.None : saved.LabelName);
        Print("Classes", saved.ClassNames.Count == 0 ? Figures.None : string.Join(", ", saved.ClassNames));
        Print("Features", saved.FeatureNames.Count == 0 ? $"{saved.Network.Input.Size}, without names" : string.Join(", ", saved.FeatureNames));
        Print("Scaling", saved.Standardizer is null ? "none" : "standardised");
        foreach ((string name, string value) in saved.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Print("  " + name, value);
        }

        return ExitCode.Success;
    }

    private void Print(string name, string value) => terminal.Output.WriteLine($"{name,-16}{value}");
}
