using System.Globalization;
using System.Net;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Cli.Reports;

/// <summary>A comparison as one HTML page that needs nothing beside itself: no script, no font, no picture from elsewhere.</summary>
internal static class ComparisonReport
{
    private static readonly string[] Explanations =
    [
        "Each run has its own stratified split and initial weights, derived from the seed. Both arms of a run share them; the other arm only gains the neuron.",
        "Features are standardised by the training part of each run. The accuracy of the second arm is that of the whole model, neuron included.",
        "The Mann-Whitney test compares the two sets of accuracies as if they were independent; the paired difference uses that the arms share splits.",
        "A theorem (arXiv:1805.08671) says that at a local minimum of L~ the scale a is zero and the base network is at a global minimum of L, "
        + "if its assumptions hold. Training may be far from any local minimum, and for some settings there is no finite one.",
    ];

    /// <summary>The whole page.</summary>
    public static string Write(Study study)
    {
        string title = $"{study.DataName}: with and without an exponential neuron";
        return HtmlPage.Write(title, $"""
            <h1>{Text(title)}</h1>
            <p class="muted">{Text(Study.Describe(study.Source))}.</p>
            {Verdict(study.Verdict)}{ComparisonTiles.Write(study.Result)}{ChartSection(study.Result)}{ComparisonTables.Write(study.Result)}
            {Remarks("Where the theory does not speak of this setting", study.Result.TheoryWarnings)}{Remarks("About the data", study.DataRemarks)}
            {Background(study)}
            """);
    }

    private static string Verdict(ComparisonVerdict verdict)
    {
        string shown = verdict.Kind == VerdictKind.DifferenceShown ? " shown" : "";
        return $"<section class=\"card verdict{shown}\">\n<strong>{Text(verdict.Headline)}</strong>\n{Items(verdict.Remarks)}</section>\n";
    }

    private static string ChartSection(ComparisonResult result)
    {
        ComparisonCharts charts = new(result);
        Chart[] shown =
            [charts.BestAccuracies(), charts.Accuracy(), charts.ValidationLoss(), charts.Losses(), charts.Neuron(), charts.Exponent()];
        string figures = string.Concat(shown.Select(chart => $"<figure class=\"card\">{chart.ToElement()}</figure>\n"));
        return $"<h2>Learning curves</h2>\n<section class=\"charts\">\n{figures}</section>\n";
    }

    private static string Remarks(string title, IReadOnlyList<string> remarks) =>
        remarks.Count == 0 ? "" : $"<h2>{Text(title)}</h2>\n<section class=\"card\">{Items(remarks)}</section>\n";

    private static string Background(Study study)
    {
        KeyValuePair<string, string> parameters = new(
            "parameters", $"{study.Result.BaseParameters} of the network, {study.Result.NeuronParameters} of the neuron");
        return $"""
            <h2>How it was done</h2>
            <section class="columns">
            <div class="card"><h2>Settings</h2>{HtmlTable.OfPairs(study.Settings.Append(parameters))}</div>
            <div class="stack">
            <div class="card"><h2>Environment</h2>{HtmlTable.OfPairs(EnvironmentOf(study))}</div>
            <div class="card"><h2>How to read it</h2>{Items(Explanations)}</div>
            </div>
            </section>
            """;
    }

    private static KeyValuePair<string, string>[] EnvironmentOf(Study study)
    {
        RunEnvironment environment = study.Environment;
        return
        [
            new("landscape", environment.Version),
            new("runtime", environment.Runtime),
            new("system", environment.System),
            new("processor", $"{environment.Architecture}, {environment.Cores} logical cores, {environment.Threads} threads used"),
            new("started", study.Started.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
            new("training took", study.Elapsed.TotalSeconds.ToString("0.0 's'", CultureInfo.InvariantCulture)),
        ];
    }

    private static string Items(IEnumerable<string> texts) =>
        $"<ul>\n{string.Concat(texts.Select(text => $"<li>{Text(text)}</li>\n"))}</ul>\n";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
