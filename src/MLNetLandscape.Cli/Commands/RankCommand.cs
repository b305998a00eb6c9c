using System.CommandLine;
using System.Text.Json.Nodes;
using MLNetLandscape.Analysis.Ranks;
using MLNetLandscape.Cli.Examination;
using MLNetLandscape.Cli.Json;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape rank: its options and its execution.</summary>
internal sealed class RankCommand(Terminal terminal, Option<bool> debug) : ModelOrTableCommand(terminal, debug, "Model file.")
{
    private const string Description = """
        Tells the rank of the Jacobian of a model's outputs, with its singular values. Where it is full, every critical point of the squared loss is a global minimum.

        Without MODEL and DATA it draws random one-hidden-layer ReLU networks on random data and tells how often the rank is full (arXiv:2305.19510).

        Examples:
          landscape rank sick.model data.csv
          landscape rank --inputs 18,35,70 --units 1,3,5,8,10,13 --trials 300
        """;

    private readonly ParsedOption<double?> tolerance = new("--tolerance", "auto", "SHARE", "Singular values up to this share of the largest count as zero; auto is max(rows, columns) x 2^-52.", ParseTolerance);

    private readonly ParsedOption<IReadOnlyList<int>> inputs = new("--inputs", "18,35,70", "LIST", "Features of the random networks.", ListRule.Of(NumberRule.AtLeast(1, "")));

    private readonly ParsedOption<IReadOnlyList<int>> units = new("--units", "1,3,5,8,10,13", "LIST", "Hidden units of the random networks.", ListRule.Of(NumberRule.AtLeast(1, "")));

    private readonly ParsedOption<int> rows = new("--rows", "70", "N", "Rows of random data.", NumberRule.AtLeast(1, ""));

    private readonly ParsedOption<int> trials = new("--trials", "100", "N", "Random networks an entry of the table.", NumberRule.AtLeast(1, "100 is the default."));

    /// <inheritdoc/>
    public override Command Create() => Create("rank", Description, tolerance.Option, inputs.Option, units.Option, rows.Option, trials.Option);

    /// <inheritdoc/>
    protected override JsonObject OfModel(ParseResult result, ExaminedModel examined, CancellationToken cancellationToken)
    {
        examined.WarnOfHeldOutRows(Terminal);
        double[] jacobian = ShareDisplay.During(
            Terminal, "Jacobian", progress => OutputJacobian.Compute(examined.Network, examined.Data.Features.Span, progress, cancellationToken));
        int count = examined.Data.Rows * examined.Network.OutputSize;
        SingularSpectrum spectrum = SingularSpectrum.Of(jacobian, count, tolerance.Read(result));
        Terminal.Tell("Jacobian", $"{spectrum.Rows} outputs of the rows x {spectrum.Columns} parameters");
        Terminal.Tell("Rank", $"{spectrum.Rank} of {spectrum.Rows}{(spectrum.HasFullRowRank ? ", full: with the squared loss every critical point like this is a global minimum" : "")}");
        Terminal.Tell("Singular values", $"{Figures.General(spectrum.Values[0])} to {Figures.General(spectrum.Values[^1])}, tolerance {Figures.General(spectrum.Tolerance)}");
        Terminal.Tell("Gap at the rank", double.IsFinite(spectrum.Gap) ? Figures.General(spectrum.Gap) : "none below");
        return new JsonObject
        {
            ["format"] = "mlnetlandscape.rank",
            ["version"] = 1,
            ["model"] = examined.Path,
            ["rows"] = spectrum.Rows,
            ["columns"] = spectrum.Columns,
            ["rank"] = spectrum.Rank,
            ["fullRowRank"] = spectrum.HasFullRowRank,
            ["tolerance"] = spectrum.Tolerance,
            ["smallestOfRows"] = spectrum.SmallestOfRows,
            ["singularValues"] = JsonNumber.Array(spectrum.Values.Select(value => (double?)value)),
        };
    }

    /// <inheritdoc/>
    protected override JsonObject Table(ParseResult result, CancellationToken cancellationToken)
    {
        RankExperiment experiment = new()
        {
            Rows = rows.Read(result),
            Trials = trials.Read(result),
            RelativeTolerance = tolerance.Read(result),
            Seed = Common.Seed.Read(result),
            Threads = Common.Threads.Read(result),
        };
        IReadOnlyList<RankProbability> table = ShareDisplay.During(
            Terminal, "Ranks", progress => RankProbability.Table(experiment, inputs.Read(result), units.Read(result), progress, cancellationToken));
        Terminal.Output.WriteLine($"P(rank = {experiment.Rows}), {experiment.Trials} random networks an entry, 95 % interval");
        foreach (RankProbability entry in table)
        {
            Terminal.Output.WriteLine(
                $"d0 {entry.Experiment.Inputs,4}  d1 {entry.Experiment.Units,4}  {Figures.Accuracy(entry.FullRank.Value)}  ({Figures.Accuracy(entry.FullRank.Lower)} to {Figures.Accuracy(entry.FullRank.Upper)})");
        }

        return new JsonObject
        {
            ["format"] = "mlnetlandscape.rankTable",
            ["version"] = 1,
            ["rows"] = experiment.Rows,
            ["trials"] = experiment.Trials,
            ["seed"] = experiment.Seed,
            ["entries"] = new JsonArray([.. table.Select(entry => (JsonNode)new JsonObject
            {
                ["inputs"] = entry.Experiment.Inputs,
                ["units"] = entry.Experiment.Units,
                ["fullRank"] = entry.FullRank.Value,
                ["lower"] = entry.FullRank.Lower,
                ["upper"] = entry.FullRank.Upper,
                ["smallestNonzero"] = JsonNumber.Of(entry.SmallestNonzero),
                ["largestZero"] = JsonNumber.Of(entry.LargestZero),
            })]),
        };
    }

    private static double? ParseTolerance(string text) =>
        text.Equals("auto", StringComparison.OrdinalIgnoreCase) ? null : NumberRule.Share(zeroAllowed: false, "auto is the default.")(text);
}
