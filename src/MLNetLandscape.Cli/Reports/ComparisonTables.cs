using System.Globalization;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Plots;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Cli.Reports;

/// <summary>The tables of a comparison's report.</summary>
internal static class ComparisonTables
{
    /// <summary>Both tables with their headlines.</summary>
    public static string Write(ComparisonResult result) =>
        $"<h2>Run by run</h2>\n<section class=\"card\">{Accuracies(result)}</section>\n<h2>After the last epoch, on the training rows</h2>\n<section class=\"card\">{FinalState(result)}</section>\n";

    private static string Accuracies(ComparisonResult result) => HtmlTable.WithHeadings(
        ["Run", "Training rows", "Validation rows", "Plain: best accuracy", "in epoch", "With neuron: best accuracy", "in epoch", "Difference"],
        result.Plain.Runs.Zip(result.WithNeuron.Runs, (plain, neuron) => (IReadOnlyList<string>)
        [
            Invariant(plain.Run), Invariant(plain.TrainingRows), Invariant(plain.ValidationRows), Figures.Accuracy(plain.BestAccuracy), Invariant(plain.BestAccuracyEpoch),
            Figures.Accuracy(neuron.BestAccuracy), Invariant(neuron.BestAccuracyEpoch), Figures.Difference(neuron.BestAccuracy - plain.BestAccuracy),
        ]),
        ["Mean", "", "", Figures.Accuracy(result.Plain.MeanBestAccuracy), "", Figures.Accuracy(result.WithNeuron.MeanBestAccuracy), "",
            Figures.Difference(result.WithNeuron.MeanBestAccuracy - result.Plain.MeanBestAccuracy)]);

    private static string FinalState(ComparisonResult result) => HtmlTable.WithHeadings(
        ["Run", "Plain L", "Neuron L~", "Neuron L", "Scale a", "b", "||w||", "Largest term", "Clamped exponents", "Plain ended", "Neuron ended"],
        result.Plain.Runs.Zip(result.WithNeuron.Runs, (plain, neuron) =>
        {
            Evaluation? end = neuron.Final?.Training;
            NeuronTrace? trace = end?.Neuron;
            return (IReadOnlyList<string>)
            [
                Invariant(plain.Run), Figures.General(plain.Final?.Training?.BaseLoss), Figures.General(end?.Objective), Figures.General(end?.BaseLoss),
                Figures.General(trace?.Scale), Figures.General(trace?.Bias), Figures.General(trace?.WeightNorm), Figures.General(trace?.LargestTerm),
                neuron.ClampedExponents.ToString(CultureInfo.InvariantCulture), Ended(plain), Ended(neuron),
            ];
        }));

    private static string Ended(ComparisonRun run) => run.Training.Reason switch
    {
        StopReason.Diverged => $"diverged after epoch {run.History.Count}",
        StopReason.EarlyStopped => $"early, epoch {run.History.Count}",
        _ => "all epochs",
    };

    private static string Invariant(int value) => value.ToString(CultureInfo.InvariantCulture);
}
