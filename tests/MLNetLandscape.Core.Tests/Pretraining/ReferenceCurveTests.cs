using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Pretraining;

namespace MLNetLandscape.Core.Tests.Pretraining;

/// <summary>The mean bound trajectory over 200 data sets, beside two independent runs.</summary>
/// <remarks>
/// The table's means are of 200 data sets of an earlier program; NumPy's means and deviations are of 1,000 data sets with Gram-Schmidt applied twice. Ours lies within four
/// standard errors of NumPy's; the table and NumPy are held to the same rule. Every proposal that gains is taken.
/// </remarks>
public sealed class ReferenceCurveTests
{
    private const int Rows = 100;
    private const int DataSets = 200;
    private static readonly int[] Units = [0, 10, 20, 30, 50, 70, 90, 99];

    [Fact]
    public void Tanh_follows_the_reference() => Check(
        new Tanh(),
        [25.1, 21.4, 14.7, 6.62, 0.572, 0.0154, 6.9e-5, 4.7e-7],
        [25.1034, 21.4704, 14.7055, 7.1692, 0.61811, 0.016844, 8.591e-5, 4.271e-7],
        [2.709, 2.847, 3.451, 2.975, 0.5836, 0.02095, 1.877e-4, 2.278e-6],
        rejectedShare: 0);

    [Fact]
    public void Relu_follows_the_reference() => Check(
        new Relu(),
        [24.9, 21.2, 14.9, 9.25, 3.03, 0.819, 0.101, 3.9e-3],
        [25.0989, 21.4030, 15.1906, 9.5808, 3.2545, 0.89054, 0.11379, 5.279e-3],
        [2.714, 2.726, 3.056, 2.643, 1.2964, 0.48699, 0.09561, 0.01303],
        rejectedShare: 0.067);

    private static void Check(Activation activation, double[] table, double[] numpy, double[] deviations, double rejectedShare)
    {
        double[] means = new double[Units.Length];
        int rejected = 0;
        for (int run = 0; run < DataSets; run++)
        {
            PretrainingResult result = Grow(activation, run);
            rejected += result.Rejected;
            for (int i = 0; i < Units.Length; i++)
            {
                means[i] += result.Steps[Units[i]].SumOfSquares / DataSets;
            }
        }

        for (int i = 0; i < Units.Length; i++)
        {
            double error = 4 * deviations[i] * Math.Sqrt((1.0 / DataSets) + (1.0 / 1000));
            Assert.True(Math.Abs(means[i] - numpy[i]) <= error, $"u = {Units[i]}: {means[i]} against {numpy[i]} +- {error}");
            Assert.True(Math.Abs(table[i] - numpy[i]) <= error, $"u = {Units[i]}: the table's {table[i]} against {numpy[i]} +- {error}");
        }

        double proposals = (DataSets * Rows) + rejected;
        Assert.Equal(rejectedShare, rejected / proposals, rejectedShare == 0 ? 0 : 4 * Math.Sqrt(0.067 / proposals));
    }

    private static PretrainingResult Grow(Activation activation, int run)
    {
        Dataset<double> data = SineProducts.Create(Rows, run);
        PretrainingResult result = new ShallowPretraining { Units = Rows, Activation = activation, ReadoutBias = false }.Run(data, run);
        Assert.Equal(Rows + 1, result.Steps.Count);
        double[] bounds = [.. result.Steps.Select(step => step.SumOfSquares)];
        Assert.Equal(bounds.OrderDescending(), bounds);
        Assert.InRange(bounds[^1], 0, 1e-8 * bounds[0]);
        return result;
    }
}
