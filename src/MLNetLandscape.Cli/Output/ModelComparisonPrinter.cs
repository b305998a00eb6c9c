using MLNetLandscape.Analysis.Models;

namespace MLNetLandscape.Cli.Output;

/// <summary>Prints a comparison of models.</summary>
internal static class ModelComparisonPrinter
{
    /// <summary>Prints models, pairs, baselines and remarks.</summary>
    public static void Print(TextWriter output, IReadOnlyList<string> paths, ModelComparison comparison)
    {
        for (int i = 0; i < comparison.Models.Count; i++)
        {
            ModelFigures model = comparison.Models[i];
            output.WriteLine($"Model {i + 1}  loss {Figures.General(model.Loss)}, metric {Figures.General(model.Metric)}, dead units {100 * model.DeadShare:0.#} %: {paths[i]}");
        }

        output.WriteLine($"Baselines: zero outputs have loss {Figures.General(comparison.ZeroLoss)}; the most frequent class has accuracy {Figures.General(comparison.MajorityAccuracy)}");
        foreach (PairFigures pair in comparison.Pairs)
        {
            output.WriteLine($"Pair {pair.First + 1}-{pair.Second + 1}");
            output.WriteLine($"  agreement {Figures.General(pair.Agreement)}, difference of outputs {Figures.General(pair.OutputDifference)}");
            output.WriteLine($"  distance {Figures.General(pair.Distance)}, aligned {Figures.General(pair.AlignedDistance)}");
            output.WriteLine($"  share of weights further apart than {string.Join(", ", comparison.Options.Thresholds.Zip(pair.ShareBeyond, (tau, share) => $"{Figures.General(tau)}: {Figures.General(share)}"))}");
            output.WriteLine($"  barrier on the straight line {Figures.General(pair.Line?.Barrier)}, aligned {Figures.General(pair.AlignedLine?.Barrier)}, on a trained curve {Figures.General(pair.Curve?.Barrier)}");
        }

        foreach (string remark in comparison.Remarks)
        {
            output.WriteLine($"Remark: {remark}");
        }
    }
}
