using System.CommandLine;
using MLNetLandscape.Cli.Syntax;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Cli.Options;

/// <summary>The options that describe a feed-forward network.</summary>
internal sealed class NetworkOptions
{
    private readonly ParsedOption<IReadOnlyList<int>> layers = new(
        "--network", "64,32", "UNITS", "Units of the hidden layers, separated by commas, or 'linear' for none.", LayersSyntax.Parse);

    private readonly ParsedOption<Activation> activation = new(
        "--activation", "relu", "NAME", $"Activation of the hidden layers: {ActivationSyntax.Choices}.", ActivationSyntax.Parse);

    private readonly ParsedOption<Activation> output;

    private readonly ParsedOption<double> dropout = new(
        "--dropout", "0", "RATE", "Share of each hidden layer's values that training drops.", NumberRule.Share(true, "0 drops nothing."));

    /// <summary>Creates the options.</summary>
    /// <param name="outputDefault">The activation of the output where none is given.</param>
    public NetworkOptions(string outputDefault) =>
        output = new("--output", outputDefault, "NAME", $"Activation of the output: {ActivationSyntax.Choices}.", ActivationSyntax.Parse);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(layers.Option);
        command.Options.Add(activation.Option);
        command.Options.Add(output.Option);
        command.Options.Add(dropout.Option);
    }

    /// <summary>The network for data of a given width.</summary>
    public NetworkDefinition Read(ParseResult result, int features, int outputs)
    {
        double rate = dropout.Read(result);
        List<LayerDefinition> definitions = [];
        foreach (int units in layers.Read(result))
        {
            definitions.Add(new Dense(units, activation.Read(result)));
            if (rate > 0)
            {
                definitions.Add(new Dropout(rate));
            }
        }

        definitions.Add(new Dense(outputs, output.Read(result)));
        return new NetworkDefinition { Input = Shape.Vector(features), Layers = definitions };
    }

    /// <summary>The settings as the command line writes them.</summary>
    public IEnumerable<KeyValuePair<string, string>> ReadTexts(ParseResult result) =>
        new[] { layers.Option, activation.Option, output.Option, dropout.Option }
            .Select(option => new KeyValuePair<string, string>(SettingName.Of(option), result.GetRequiredValue(option)));
}
