using System.Globalization;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Cli.Reports;

/// <summary>The main charts of a comparison as one SVG file.</summary>
internal static class ComparisonFigure
{
    /// <summary>The whole file.</summary>
    public static string Write(Study study)
    {
        ComparisonResult result = study.Result;
        ComparisonCharts charts = new(result);
        string plain = Figures.Accuracy(result.Plain.MeanBestAccuracy), neuron = Figures.Accuracy(result.WithNeuron.MeanBestAccuracy);
        string subtitle = $"{study.DataName}, {result.Options.Runs} runs: mean best validation accuracy {plain} plain, {neuron} with the neuron";
        if (result.Test is { } test)
        {
            subtitle += $"; two-sided Mann-Whitney p = {test.TwoSidedP.ToString("0.00##", CultureInfo.InvariantCulture)}";
        }

        return new Figure("landscape compare", subtitle, [charts.BestAccuracies(), charts.Accuracy(), charts.Losses(), charts.Neuron()]).ToDocument();
    }
}
