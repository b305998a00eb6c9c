using System.CommandLine;
using System.Text.Json.Nodes;
using MLNetLandscape.Analysis.Cells;
using MLNetLandscape.Cli.Examination;
using MLNetLandscape.Cli.Json;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape cells: its options and its execution.</summary>
internal sealed class CellsCommand(Terminal terminal, Option<bool> debug) : ModelOrTableCommand(terminal, debug, "Model file: one hidden layer with ReLU, one output.")
{
    private const string Description = """
        Examines the cell of a one-hidden-layer ReLU model, the region where no unit changes sides: the least squared error of its formula,
        whether a point of the cell has it, and whether gradient flow stays. The output's weights and bias are held fixed.

        Without MODEL and DATA it tells how often a random cell contains its own minimiser (arXiv:2002.04763).

        Examples:
          landscape cells small.model data.csv
          landscape cells --units 1,2 --rows 20,40,80 --draws 200000
        """;

    private readonly ParsedOption<IReadOnlyList<int>> units = new("--units", "1,2", "LIST", "Hidden units of random networks.", ListRule.Of(NumberRule.AtLeast(1, "")));

    private readonly ParsedOption<IReadOnlyList<int>> rows = new("--rows", "20,40,80", "LIST", "Rows of random data.", ListRule.Of(NumberRule.AtLeast(1, "")));

    private readonly ParsedOption<int> draws = new("--draws", "20000", "N", "Random cells an entry of the table.", NumberRule.AtLeast(1, "20000 is the default."));

    /// <inheritdoc/>
    public override Command Create() => Create("cells", Description, units.Option, rows.Option, draws.Option);

    /// <inheritdoc/>
    protected override JsonObject OfModel(ParseResult result, ExaminedModel examined, CancellationToken cancellationToken)
    {
        ReluModel relu = ReluModel.Of(examined);
        examined.WarnOfHeldOutRows(Terminal);
        ReluCell cell = ReluCell.Containing(relu.Data, relu.Units);
        CellMinimum minimum = CellMinimizer.Minimize(cell, relu.Units.Readout);
        CellFlow flow = CellGradientFlow.Follow(relu.Data, relu.Units);
        string verdict = minimum.Verdict switch
        {
            CellVerdict.Genuine => "genuine: a point of the cell has it",
            CellVerdict.NotGenuine => "not genuine: no point of the cell has it",
            _ => "on the boundary of the cell, as far as rounding lets one see",
        };
        Terminal.Tell("Cell", $"{cell.Units} units on {relu.Data.Rows} rows; dead on these rows: {(cell.DeadUnits.Count == 0 ? "none" : string.Join(", ", cell.DeadUnits))}");
        Terminal.Tell("Rank", $"{minimum.Rank} of {minimum.Columns}{(minimum.IsUnique ? ", one minimiser" : ", many minimisers")}");
        Terminal.Tell("Squared error", $"{Figures.General(flow.StartLoss)} at the model, {Figures.General(minimum.Loss)} at the minimum of the cell's formula");
        Terminal.Tell("Minimum", $"{verdict} (margin {Figures.General(minimum.Margin)}, by {(minimum.Test == CellTest.Signs ? "signs" : "a linear program")})");
        Terminal.Tell("Gradient flow", Text(flow));
        return new JsonObject
        {
            ["format"] = "mlnetlandscape.cells",
            ["version"] = 1,
            ["model"] = examined.Path,
            ["units"] = cell.Units,
            ["rows"] = relu.Data.Rows,
            ["deadUnits"] = new JsonArray([.. cell.DeadUnits.Select(unit => (JsonNode)unit)]),
            ["rank"] = minimum.Rank,
            ["columns"] = minimum.Columns,
            ["loss"] = JsonNumber.Of(flow.StartLoss),
            ["cellLoss"] = JsonNumber.Of(minimum.Loss),
            ["verdict"] = JsonText.Name(minimum.Verdict),
            ["test"] = JsonText.Name(minimum.Test),
            ["margin"] = JsonNumber.Of(minimum.Margin),
            ["flow"] = JsonText.Name(flow.Outcome),
            ["exitTime"] = JsonNumber.Of(flow.ExitTime),
            ["exitUnit"] = flow.ExitUnit,
            ["exitRow"] = flow.ExitRow,
            ["flowLoss"] = JsonNumber.Of(flow.EndLoss),
        };
    }

    private static string Text(CellFlow flow) => flow.Outcome switch
    {
        CellFlowOutcome.Stays => $"stays in the cell and ends at {Figures.General(flow.EndLoss)}",
        CellFlowOutcome.Leaves => $"leaves at time {Figures.General(flow.ExitTime)}, unit {flow.ExitUnit} on row {flow.ExitRow} first, at {Figures.General(flow.EndLoss)}",
        _ => $"touches the boundary at time {Figures.General(flow.ExitTime)}, unit {flow.ExitUnit} on row {flow.ExitRow}",
    };

    /// <inheritdoc/>
    protected override JsonObject Table(ParseResult result, CancellationToken cancellationToken)
    {
        CellExperiment[] experiments =
        [
            .. units.Read(result).SelectMany(k => rows.Read(result).Select(n => new CellExperiment
            {
                Units = k,
                Rows = n,
                Draws = draws.Read(result),
                Seed = Common.Seed.Read(result),
                Threads = Common.Threads.Read(result),
            })),
        ];
        List<CellProbability> table = [];
        Terminal.Output.WriteLine($"P(genuine | full column rank), {draws.Read(result)} draws an entry, 95 % interval");
        foreach (CellExperiment experiment in experiments)
        {
            CellProbability entry = ShareDisplay.During(Terminal, $"{experiment.Units} units, {experiment.Rows} rows", progress => CellProbability.Estimate(experiment, progress, cancellationToken));
            table.Add(entry);
            Terminal.Output.WriteLine(
                $"K {experiment.Units,3}  N {experiment.Rows,4}  {Figures.General(entry.Genuine.Value)}  ({Figures.General(entry.Genuine.Lower)} to {Figures.General(entry.Genuine.Upper)})");
        }

        return new JsonObject
        {
            ["format"] = "mlnetlandscape.cellTable",
            ["version"] = 1,
            ["draws"] = draws.Read(result),
            ["seed"] = Common.Seed.Read(result),
            ["entries"] = new JsonArray([.. table.Select(entry => (JsonNode)new JsonObject
            {
                ["units"] = entry.Experiment.Units,
                ["rows"] = entry.Experiment.Rows,
                ["fullRank"] = entry.FullRank.Value,
                ["genuine"] = JsonNumber.Of(entry.Genuine.Value),
                ["lower"] = entry.Genuine.Lower,
                ["upper"] = entry.Genuine.Upper,
            })]),
        };
    }
}
