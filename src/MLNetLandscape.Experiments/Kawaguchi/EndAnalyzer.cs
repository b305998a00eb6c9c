using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Curvature;
using MLNetLandscape.Analysis.Spectra;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>Looks around the point where a training ended.</summary>
internal static class EndAnalyzer
{
    private const int LargestNetwork = 20_000;
    private const int MostRows = 500;
    private const int Directions = 5;
    private const int LanczosSteps = 30;

    /// <summary>Gradient, extreme curvature and random steps; null for networks that would take minutes, or whose figures are not finite.</summary>
    public static EndAnalysis? Analyze(Network<double> network, Loss loss, Regularization penalty, Dataset<double> rows, TrialContext context)
    {
        if (network.Layout.Count > LargestNetwork)
        {
            return null;
        }

        Dataset<double> some = rows.Rows <= MostRows ? rows : rows.Select([.. Enumerable.Range(0, MostRows)]);
        NetworkObjective objective = new(network, loss, penalty, some);
        double[] parameters = network.Parameters.ToArray(), gradient = new double[parameters.Length];
        double value = objective.Gradient(parameters, gradient);
        if (!double.IsFinite(value))
        {
            return null;
        }

        LanczosOptions options = new() { MaximumSteps = LanczosSteps, Seed = context.Seed };
        ExtremeEigenvalues extremes = ExtremeEigenvalues.Find(new HessianOperator(objective, parameters), options, context.Cancellation);
        return new EndAnalysis(
            TensorPrimitives.Norm<double>(gradient), extremes.Smallest.Value, extremes.Largest.Value,
            [.. EndAnalysis.Lengths.Select(length => Perturbed(objective, parameters, value, length, context.Seed))]);
    }

    private static double Perturbed(NetworkObjective objective, double[] parameters, double value, double length, long seed)
    {
        double norm = TensorPrimitives.Norm<double>(parameters), sum = 0;
        for (int i = 0; i < Directions; i++)
        {
            RandomSource random = new RandomSource(seed).Split(RandomPurpose.Probe, i);
            double[] direction = new double[parameters.Length];
            for (int j = 0; j < direction.Length; j++)
            {
                direction[j] = random.NextNormal();
            }

            double[] moved = new double[parameters.Length];
            TensorPrimitives.MultiplyAdd<double>(direction, length * norm / TensorPrimitives.Norm<double>(direction), parameters, moved);
            sum += objective.Value(moved);
        }

        return sum / Directions / value;
    }
}
