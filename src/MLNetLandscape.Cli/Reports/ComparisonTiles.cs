using System.Globalization;
using System.Net;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Statistics;

namespace MLNetLandscape.Cli.Reports;

/// <summary>The four figures at the top of a comparison's report.</summary>
internal static class ComparisonTiles
{
    /// <summary>The row of tiles.</summary>
    public static string Write(ComparisonResult result) => string.Concat(
        "<section class=\"tiles\">\n",
        Tile("first", "Mean best accuracy, plain", Figures.Accuracy(result.Plain.MeanBestAccuracy), Interval(result.Plain.Interval, Figures.Accuracy)),
        Tile("second", "Mean best, with neuron", Figures.Accuracy(result.WithNeuron.MeanBestAccuracy), Interval(result.WithNeuron.Interval, Figures.Accuracy)),
        Difference(result.DifferenceInterval) + Test(result.Test),
        "</section>\n");

    private static string Difference(MeanInterval? interval) =>
        Tile("", "Mean difference, runs paired", Figures.Difference(interval?.Mean), Interval(interval, Figures.Difference));

    private static string Test(MannWhitneyResult? test)
    {
        const string Name = "p, two-sided Mann-Whitney";
        if (test is null)
        {
            return Tile("", Name, Figures.None, "a run has no accuracy");
        }

        string method = test.Method == MannWhitneyMethod.Exact ? "exact" : "normal approximation";
        string u = Math.Min(test.U, test.OtherU).ToString(CultureInfo.InvariantCulture);
        return Tile("", Name, test.TwoSidedP.ToString("0.0###", CultureInfo.InvariantCulture), $"U = {u}, {method}{(test.HasTies ? ", with ties" : "")}");
    }

    private static string Interval(MeanInterval? interval, Func<double?, string> format) =>
        interval is null ? "one run, no interval" : $"90 % interval {format(interval.Lower)} to {format(interval.Upper)}";

    private static string Tile(string style, string name, string figure, string note) =>
        $"<div class=\"card tile {style}\"><span class=\"muted\">{Text(name)}</span><b>{Text(figure)}</b><span class=\"muted\">{Text(note)}</span></div>\n";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
