using System.CommandLine;
using MLNetLandscape.Analysis.Models;
using MLNetLandscape.Cli.Examination;
using MLNetLandscape.Cli.Json;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape compare-models: its options and its execution.</summary>
internal sealed class CompareModelsCommand(Terminal terminal, Option<bool> debug)
{
    private const string Description = """
        Compares trainings of one network, pair by pair: do they give the same answers, lie at the same point, or in the same valley?

        Distances and barriers are also measured after the hidden units are renumbered to match. Constant models, dead units and baselines are
        reported, since models that have learnt nothing agree perfectly.

        Examples:
          landscape compare-models data.csv a.model b.model c.model
          landscape compare-models data.csv a.model b.model --curves --json pairs.json
        """;

    private readonly Argument<string> data = new("DATA") { Description = "CSV file with the models' features and labels." };

    private readonly Argument<string[]> models = new("MODELS") { Arity = ArgumentArity.OneOrMore, Description = "Two model files or more, of one network." };

    private readonly ParsedOption<IReadOnlyList<double>> thresholds = new(
        "--thresholds", "0.01,0.1,1", "LIST", "Distances of weights of which the share beyond is told.", ListRule.Of(NumberRule.Positive("0.1 is usual.")));

    private readonly Option<bool> curves = new("--curves") { Description = "Train a curve that joins each pair at low loss; takes long." };

    private readonly ExaminationOptions common = new();

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        Command command = new("compare-models", Description);
        command.Arguments.Add(data);
        command.Arguments.Add(models);
        command.Options.Add(thresholds.Option);
        command.Options.Add(curves);
        common.AddTo(command);
        command.SetAction((result, cancellationToken) => CommandRunner.InBackground(terminal, result.GetValue(debug), () => Run(result, cancellationToken)));
        return command;
    }

    private int Run(ParseResult result, CancellationToken cancellationToken)
    {
        string[] paths = result.GetRequiredValue(models);
        if (paths.Length < 2)
        {
            throw new UsageException("compare-models needs at least two models. Train the network from another seed: landscape train --seed 2.");
        }

        FilePlan files = new FilePlan().Reads(data.Name, result.GetRequiredValue(data));
        Array.ForEach(paths, path => files.Reads(models.Name, path));
        files.Writes(common.Json.Name, result.GetValue(common.Json));
        ExaminedModel first = common.Read(result, paths[0], result.GetRequiredValue(data));
        Network<double>[] networks = [first.Network, .. paths.Skip(1).Select(path => Read(path, first))];
        ModelComparisonOptions options = new() { Thresholds = thresholds.Read(result), Curves = result.GetValue(curves), Threads = common.Threads.Read(result) };
        ModelComparison comparison = ShareDisplay.During(
            terminal, "Pairs", progress => ModelComparison.Run(networks, first.Saved.Loss, first.Regularization, first.Data, options, progress, cancellationToken));
        ModelComparisonPrinter.Print(terminal.Output, paths, comparison);
        terminal.WriteFile(result.GetValue(common.Json), "JSON", () => JsonText.Of(ModelComparisonJson.Build(paths, comparison)));
        return ExitCode.Success;
    }

    private static Network<double> Read(string path, ExaminedModel first)
    {
        SavedModel saved = ModelFile.Read(path);
        bool sameScale = saved.Standardizer is { } a && first.Saved.Standardizer is { } b
            ? a.Means.AsSpan().SequenceEqual(b.Means) && a.Deviations.AsSpan().SequenceEqual(b.Deviations)
            : saved.Standardizer is null && first.Saved.Standardizer is null;
        if (!sameScale || !saved.FeatureNames.SequenceEqual(first.Saved.FeatureNames))
        {
            throw new InvalidDataException(
                $"{path} scales its features differently from {first.Path}, so their weights mean different things. Train both on the same rows: the same data and --validation 0, or the same --seed.");
        }

        return saved.CreatePreciseNetwork();
    }
}
