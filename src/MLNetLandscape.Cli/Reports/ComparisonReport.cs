using System.Globalization;
using System.Net;
using System.Text;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Cli.Reports.Charts;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Statistics;

namespace MLNetLandscape.Cli.Reports;

/// <summary>A comparison as one HTML page that needs nothing beside itself: no script, no font, no picture from elsewhere.</summary>
internal static class ComparisonReport
{
    /// <summary>The whole page.</summary>
    public static string Write(Study study)
    {
        string title = $"{study.DataName}: with and without an exponential neuron";
        return new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<title>").Append(Text(title)).Append("</title>\n<style>\n").Append(Theme.Css).Append('\n').Append(ReportStyle.Css).Append("\n</style>\n</head>\n<body>\n<main>\n")
            .Append("<h1>").Append(Text(title)).Append("</h1>\n<p class=\"muted\">").Append(Text(Study.Describe(study.Source))).Append(".</p>\n")
            .Append(Verdict(study)).Append(Tiles(study.Result)).Append(ChartSection(study.Result)).Append(ComparisonTables.Write(study.Result))
            .Append(Warnings(study)).Append(Background(study))
            .Append("</main>\n</body>\n</html>\n").ToString();
    }

    /// <summary>The main charts as one SVG file.</summary>
    public static string WriteFigure(Study study)
    {
        ComparisonCharts charts = new(study.Result);
        ComparisonResult result = study.Result;
        string p = result.Test is { } test ? $"; exact Mann-Whitney p = {test.TwoSidedP.ToString("0.##", CultureInfo.InvariantCulture)}" : "";
        string subtitle = $"{study.DataName}, {result.Options.Runs} runs: mean best validation accuracy {Figures.Accuracy(result.Plain.MeanBestAccuracy)} plain, {Figures.Accuracy(result.WithNeuron.MeanBestAccuracy)} with the neuron{p}";
        return new Figure("landscape compare", subtitle, [charts.BestAccuracies(), charts.Accuracy(), charts.Losses(), charts.Neuron()]).ToDocument();
    }

    private static string Verdict(Study study)
    {
        string shown = study.Verdict.Kind == VerdictKind.DifferenceShown ? " shown" : "";
        return $"<section class=\"card verdict{shown}\">\n<strong>{Text(study.Verdict.Headline)}</strong>\n{Items(study.Verdict.Remarks)}</section>\n";
    }

    private static string Tiles(ComparisonResult result) => new StringBuilder("<section class=\"tiles\">\n")
        .Append(Tile("first", "Mean best accuracy, plain", Figures.Accuracy(result.Plain.MeanBestAccuracy), Interval(result.Plain.Interval)))
        .Append(Tile("second", "Mean best, with neuron", Figures.Accuracy(result.WithNeuron.MeanBestAccuracy), Interval(result.WithNeuron.Interval)))
        .Append(Tile("", "Mean difference, runs paired", Figures.Difference(result.DifferenceInterval?.Mean), SignedInterval(result.DifferenceInterval)))
        .Append(Tile("", "p, two-sided Mann-Whitney", result.Test is { } test ? test.TwoSidedP.ToString("0.0###", CultureInfo.InvariantCulture) : Figures.None, TestNote(result.Test)))
        .Append("</section>\n").ToString();

    private static string Tile(string style, string name, string figure, string note) =>
        $"<div class=\"card tile {style}\"><span class=\"muted\">{Text(name)}</span><b>{Text(figure)}</b><span class=\"muted\">{Text(note)}</span></div>\n";

    private static string ChartSection(ComparisonResult result)
    {
        ComparisonCharts charts = new(result);
        StringBuilder html = new("<h2>Learning curves</h2>\n<section class=\"charts\">\n");
        foreach (Chart chart in new[] { charts.BestAccuracies(), charts.Accuracy(), charts.ValidationLoss(), charts.Losses(), charts.Neuron(), charts.Exponent() })
        {
            html.Append("<figure class=\"card\">").Append(chart.ToElement()).Append("</figure>\n");
        }

        return html.Append("</section>\n").ToString();
    }

    private static string Warnings(Study study)
    {
        StringBuilder html = new();
        if (study.Result.TheoryWarnings.Count > 0)
        {
            html.Append("<h2>Where the theory does not speak of this setting</h2>\n<section class=\"card\">").Append(Items(study.Result.TheoryWarnings)).Append("</section>\n");
        }

        if (study.DataRemarks.Count > 0)
        {
            html.Append("<h2>About the data</h2>\n<section class=\"card\">").Append(Items(study.DataRemarks)).Append("</section>\n");
        }

        return html.ToString();
    }

    private static string Background(Study study)
    {
        RunEnvironment environment = study.Environment;
        KeyValuePair<string, string>[] where =
        [
            new("landscape", environment.Version), new("runtime", environment.Runtime), new("system", environment.System),
            new("processor", $"{environment.Architecture}, {environment.Cores} logical cores, {environment.Threads} threads used"),
            new("started", study.Started.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
            new("training took", study.Elapsed.TotalSeconds.ToString("0.0 's'", CultureInfo.InvariantCulture)),
        ];
        IEnumerable<KeyValuePair<string, string>> settings = study.Settings.Append(
            new KeyValuePair<string, string>("parameters", $"{study.Result.BaseParameters} of the network, {study.Result.NeuronParameters} of the neuron"));
        return $"<h2>How it was done</h2>\n<section class=\"columns\">\n<div class=\"card\"><h2>Settings</h2>{HtmlTable.OfPairs(settings)}</div>\n<div><div class=\"card\"><h2>Environment</h2>{HtmlTable.OfPairs(where)}</div>\n<div class=\"card\" style=\"margin-top:16px\"><h2>How to read it</h2>{Items(Explanations)}</div></div>\n</section>\n";
    }

    private static readonly string[] Explanations =
    [
        "Each run has its own stratified split and initial weights, derived from the seed. Both arms of a run share them; the other arm only gains the neuron.",
        "Features are standardised by the training part of each run. The accuracy of the second arm is that of the whole model, neuron included.",
        "The Mann-Whitney test compares the two sets of accuracies as if they were independent; the paired difference uses that the arms share splits.",
        "A theorem (arXiv:1805.08671) says that at a local minimum of L~ the scale a is zero and the base network is at a global minimum of L, if its assumptions hold. Training may be far from any local minimum, and for some settings there is no finite one.",
    ];

    private static string Interval(MeanInterval? interval) =>
        interval is null ? "one run, no interval" : $"90 % interval {Figures.Accuracy(interval.Lower)} to {Figures.Accuracy(interval.Upper)}";

    private static string SignedInterval(MeanInterval? interval) =>
        interval is null ? "one run, no interval" : $"90 % interval {Figures.Difference(interval.Lower)} to {Figures.Difference(interval.Upper)}";

    private static string TestNote(MannWhitneyResult? test) => test is null
        ? "a run has no accuracy"
        : $"U = {Math.Min(test.U, test.OtherU).ToString(CultureInfo.InvariantCulture)}, {(test.Method == MannWhitneyMethod.Exact ? "exact" : "normal approximation")}{(test.HasTies ? ", with ties" : "")}";

    private static string Items(IEnumerable<string> texts) => $"<ul>\n{string.Concat(texts.Select(text => $"<li>{Text(text)}</li>\n"))}</ul>\n";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
