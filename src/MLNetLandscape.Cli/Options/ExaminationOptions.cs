using System.CommandLine;
using System.Globalization;
using MLNetLandscape.Cli.Examination;
using MLNetLandscape.Cli.Tables;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Cli.Options;

/// <summary>The options of commands that examine a trained model on data.</summary>
internal sealed class ExaminationOptions
{
    private readonly Option<string?> label = new("--label") { HelpName = "COLUMN", Description = "Column with the labels. [default: the one that the model was trained on]" };

    private readonly Option<string?> weights = new("--weights") { HelpName = "COLUMN", Description = "Column of example weights. [default: the one that the model was trained with, if any]" };

    private readonly DataOptions table = new();

    /// <summary>Threads of the work.</summary>
    public ParsedOption<int> Threads { get; } = new(
        "--threads", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture), "N", "Threads; results do not depend on their number.", NumberRule.Threads);

    /// <summary>The seed of the work.</summary>
    public ParsedOption<long> Seed { get; } = new("--seed", "1", "N", "Seed of everything random.", NumberRule.Seed);

    /// <summary>Where the result goes as JSON.</summary>
    public Option<string?> Json { get; } = new("--json") { HelpName = "FILE", Description = "Write everything as JSON; docs/cli.md describes the fields." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { label, weights, table.Missing.Option, Seed.Option, Threads.Option, Json })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads a model and its data.</summary>
    /// <exception cref="InvalidDataException">The table does not fit the model.</exception>
    public ExaminedModel Read(ParseResult result, string modelPath, string dataPath)
    {
        SavedModel saved = ModelFile.Read(modelPath);
        string? labelName = result.GetValue(label) ?? (saved.LabelName.Length > 0 ? saved.LabelName : null);
        CsvLoadResult source = TableFile.Load(dataPath, new CsvOptions
        {
            LabelColumn = labelName ?? throw new UsageException("--label is missing, and the model does not know its own. Name the column with the labels: --label COLUMN."),
            Task = saved.Task,
            MissingValues = table.Missing.Read(result),
            ClassNames = saved.ClassNames.Count > 0 ? saved.ClassNames : null,
            FeatureColumns = saved.FeatureNames.Count > 0 ? saved.FeatureNames : null,
            WeightColumn = result.GetValue(weights) ?? saved.Metadata.GetValueOrDefault(DataOptions.WeightsNote),
        });
        Dataset<float> scaled = saved.Standardizer?.Apply(source.Data) ?? source.Data;
        return new ExaminedModel(
            modelPath, saved, saved.CreatePreciseNetwork(), scaled.Convert<double>(), source.SkippedRows, ReadRegularization(saved), Noted(saved, "validation") ?? 0);
    }

    /// <summary>The penalties that landscape train noted in the model; a model from elsewhere has the usual lambda and no others.</summary>
    private static Regularization ReadRegularization(SavedModel saved)
    {
        Regularization usual = new();
        return new Regularization
        {
            L1 = Noted(saved, "l1") ?? usual.L1,
            L2 = Noted(saved, "l2") ?? usual.L2,
            Lambda = Noted(saved, "lambda") ?? usual.Lambda,
        };
    }

    private static double? Noted(SavedModel saved, string name) =>
        saved.Metadata.TryGetValue(name, out string? text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
