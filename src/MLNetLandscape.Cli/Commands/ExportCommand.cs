using System.CommandLine;
using System.Globalization;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Onnx;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape export: its options and its execution.</summary>
internal sealed class ExportCommand(Terminal terminal, Option<bool> debug)
{
    private const string Description = """
        Writes a model that landscape train wrote as an ONNX file, which onnxruntime and others run without .NET.

        The file takes raw features: it standardises them itself. It has the exponential neuron, unless --strip takes it away.

        Examples:
          landscape export sick.model --onnx sick.onnx
          landscape export sick.model --onnx sick.onnx --opset 17 --strip
        """;

    private readonly Argument<string> model = new("MODEL") { Description = "Model file." };

    private readonly Option<string> onnx = new("--onnx") { HelpName = "FILE", Description = "ONNX file to write.", Required = true };

    private readonly ParsedOption<int> opset = new(
        "--opset", OnnxOptions.MinimumOpset.ToString(CultureInfo.InvariantCulture), "N", "Version of the operators, 13 to 17.", ParseOpset);

    private readonly Option<bool> scaled = new("--scaled-input") { Description = "Take features that are standardised already." };

    private readonly Option<bool> strip = new("--strip") { Description = "Export the network without its exponential neuron." };

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        Command command = new("export", Description);
        command.Arguments.Add(model);
        command.Options.Add(onnx);
        command.Options.Add(opset.Option);
        command.Options.Add(scaled);
        command.Options.Add(strip);
        command.SetAction(result => CommandRunner.Run(terminal, result.GetValue(debug), () => Run(result)));
        return command;
    }

    private int Run(ParseResult result)
    {
        (string source, string target) = (result.GetRequiredValue(model), result.GetRequiredValue(onnx));
        new FilePlan().Reads(model.Name, source).Writes(onnx.Name, target);
        SavedModel saved = ModelFile.Read(source);
        OnnxOptions options = new() { Opset = opset.Read(result), IncludeStandardization = !result.GetValue(scaled) };
        OnnxModel.Write(target, result.GetValue(strip) ? Stripped(saved) : saved, options);
        terminal.Tell("ONNX model", $"{target}, opset {options.Opset}");
        terminal.Tell("Input", $"{options.InputName} [N, {saved.Network.Input.Size}]");
        terminal.Tell("Outputs", string.Join(", ", Outputs(saved)));
        return ExitCode.Success;
    }

    private static IEnumerable<string> Outputs(SavedModel saved) => saved.Task switch
    {
        LearningTask.Binary when saved.Loss is Logistic => [OnnxNames.Score, OnnxNames.Probability, OnnxNames.PredictedLabel],
        LearningTask.Binary => [OnnxNames.Score, OnnxNames.PredictedLabel],
        LearningTask.Multiclass => [OnnxNames.Score, OnnxNames.Probabilities, OnnxNames.PredictedLabel],
        _ => [OnnxNames.Score],
    };

    private static SavedModel Stripped(SavedModel saved)
    {
        Network<float> network = Network<float>.FromParameters(saved.Network, saved.Parameters, saved.State).Stripped();
        return saved with { Network = network.Definition, Parameters = network.Parameters.ToArray(), PreciseParameters = null, State = network.State.ToArray() };
    }

    private static int ParseOpset(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value is >= OnnxOptions.MinimumOpset and <= OnnxOptions.MaximumOpset
            ? value
            : throw new FormatException(
                $"must be a whole number from {OnnxOptions.MinimumOpset} to {OnnxOptions.MaximumOpset}, but was '{text}'. 13 suits nearly all runtimes.");
}
