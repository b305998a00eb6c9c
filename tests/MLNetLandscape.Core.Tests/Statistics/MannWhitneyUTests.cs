using System.Numerics;
using MLNetLandscape.Core.Statistics;

namespace MLNetLandscape.Core.Tests.Statistics;

/// <summary>Figures named scipy come from scipy.stats.mannwhitneyu of scipy 1.10.1.</summary>
public sealed class MannWhitneyUTests
{
    private static readonly double[] Low = [1, 2, 3, 4, 5];
    private static readonly double[] High = [6, 7, 8, 9, 10];

    [Fact]
    public void Five_against_five_without_overlap_exactly()
    {
        MannWhitneyResult result = MannWhitneyU.Test(Low, High);
        Assert.Equal(0, result.U);
        Assert.Equal(25, result.OtherU);
        Assert.Equal(1.0 / 252, result.LessP, 1e-15);
        Assert.Equal(1, result.GreaterP, 1e-15);
        Assert.Equal(2.0 / 252, result.TwoSidedP, 1e-15);
        Assert.Equal(0.00794, result.TwoSidedP, 5e-6);
        Assert.Equal(MannWhitneyMethod.Exact, result.Method);
        Assert.False(result.HasTies);
    }

    [Fact]
    public void Five_against_five_without_overlap_asymptotically()
    {
        MannWhitneyResult result = MannWhitneyU.Test(Low, High, MannWhitneyMethod.Asymptotic);
        Assert.Equal(0.0061, result.LessP, 5e-5);
        Assert.Equal(0.006092890177672406, result.LessP, 1e-12);
        Assert.Equal(0.012185780355344813, result.TwoSidedP, 1e-12);
        Assert.Equal(MannWhitneyMethod.Asymptotic, result.Method);
    }

    [Fact]
    public void Exchanging_the_samples_exchanges_the_sides()
    {
        double[] a = [3.1, 0.2, 5.5];
        double[] b = [1.0, 2.0, 7.0, 8.0, 0.1, 0.3];
        foreach (MannWhitneyMethod method in new[] { MannWhitneyMethod.Exact, MannWhitneyMethod.Asymptotic })
        {
            MannWhitneyResult there = MannWhitneyU.Test(a, b, method);
            MannWhitneyResult back = MannWhitneyU.Test(b, a, method);
            Assert.Equal((there.U, there.OtherU), (back.OtherU, back.U));
            Assert.Equal(there.LessP, back.GreaterP, 1e-15);
            Assert.Equal(there.GreaterP, back.LessP, 1e-15);
            Assert.Equal(there.TwoSidedP, back.TwoSidedP, 1e-15);
        }
    }

    [Fact]
    public void Agrees_with_scipy_without_ties()
    {
        double[] a = [0.782, 0.800, 0.807, 0.81, 0.79, 0.77];
        double[] b = [0.798, 0.624, 0.757, 0.7995, 0.751];
        MannWhitneyResult exact = MannWhitneyU.Test(a, b);
        Assert.Equal(24, exact.U);
        Assert.Equal(0.958874458874459, exact.LessP, 1e-14);
        Assert.Equal(0.06277056277056277, exact.GreaterP, 1e-14);
        Assert.Equal(0.12554112554112554, exact.TwoSidedP, 1e-14);
        MannWhitneyResult asymptotic = MannWhitneyU.Test(a, b, MannWhitneyMethod.Asymptotic);
        Assert.Equal(0.9585812874205969, asymptotic.LessP, 1e-12);
        Assert.Equal(0.06034540026372278, asymptotic.GreaterP, 1e-12);
        Assert.Equal(0.12069080052744556, asymptotic.TwoSidedP, 1e-12);
    }

    [Fact]
    public void Ties_are_exact_by_permutation_and_corrected_for_asymptotically()
    {
        double[] a = [1, 2, 2, 3, 5, 5, 7];
        double[] b = [2, 4, 5, 5, 8, 9];
        MannWhitneyResult exact = MannWhitneyU.Test(a, b);
        Assert.True(exact.HasTies);
        Assert.Equal(12, exact.U);

        // Counted by enumerating all 1716 choices.
        Assert.Equal(180.0 / 1716, exact.LessP, 1e-15);
        Assert.Equal(1562.0 / 1716, exact.GreaterP, 1e-15);
        MannWhitneyResult asymptotic = MannWhitneyU.Test(a, b, MannWhitneyMethod.Asymptotic);
        Assert.Equal(0.10779624869774401, asymptotic.LessP, 1e-12);
        Assert.Equal(0.9168237706264077, asymptotic.GreaterP, 1e-12);
        Assert.Equal(0.21559249739548803, asymptotic.TwoSidedP, 1e-12);
    }

    [Fact]
    public void The_exact_figures_agree_with_enumeration()
    {
        double[] a = [0.5, 1, 1, 2, 4];
        double[] b = [0, 1, 2, 2, 3, 3, 3];
        MannWhitneyResult result = MannWhitneyU.Test(a, b);
        (double less, double greater) = Enumerate([.. a, .. b], a.Length);
        Assert.Equal(less, result.LessP, 1e-15);
        Assert.Equal(greater, result.GreaterP, 1e-15);
    }

    [Fact]
    public void Large_samples_are_asymptotic_by_default_and_exact_on_demand()
    {
        double[] a = [.. Enumerable.Range(0, 60).Select(i => Math.Sin(i))];
        double[] b = [.. Enumerable.Range(1, 70).Select(i => Math.Cos(i * 1.3) + 0.2)];
        MannWhitneyResult byDefault = MannWhitneyU.Test(a, b);
        Assert.Equal(MannWhitneyMethod.Asymptotic, byDefault.Method);
        Assert.Equal(1764, byDefault.U);
        Assert.Equal(0.05857680486327484, byDefault.LessP, 1e-12);
        Assert.Equal(0.11715360972654967, byDefault.TwoSidedP, 1e-12);
        MannWhitneyResult exact = MannWhitneyU.Test(a, b, MannWhitneyMethod.Exact);
        Assert.Equal(0.05869484563384659, exact.LessP, 1e-12);
        Assert.Equal(0.11738969126769318, exact.TwoSidedP, 1e-12);
    }

    [Theory]
    [InlineData(MannWhitneyMethod.Exact)]
    [InlineData(MannWhitneyMethod.Asymptotic)]
    public void Samples_of_one_value_say_nothing(MannWhitneyMethod method)
    {
        MannWhitneyResult result = MannWhitneyU.Test([0.8, 0.8, 0.8], [0.8, 0.8], method);
        Assert.Equal((3, 3), (result.U, result.OtherU));
        Assert.Equal((1, 1, 1), (result.LessP, result.GreaterP, result.TwoSidedP));
    }

    [Fact]
    public void Identical_samples_give_one_on_both_sides()
    {
        MannWhitneyResult result = MannWhitneyU.Test(Low, Low);
        Assert.Equal(12.5, result.U);
        Assert.Equal(1, result.TwoSidedP);
        Assert.Equal(result.LessP, result.GreaterP, 1e-15);
    }

    [Fact]
    public void Refuses_an_empty_sample_and_a_value_without_rank()
    {
        Assert.Equal(
            "The Mann-Whitney test needs at least 1 value in each sample, but one sample is empty. (Parameter 'b')",
            Assert.Throws<ArgumentException>(() => MannWhitneyU.Test(Low, [])).Message);
        Assert.Equal(
            "The Mann-Whitney test ranks values, but NaN has no rank. Remove the runs that failed. (Parameter 'a')",
            Assert.Throws<ArgumentException>(() => MannWhitneyU.Test([double.NaN], Low)).Message);
    }

    [Fact]
    public void Refuses_exact_figures_for_huge_samples() => Assert.StartsWith(
        "Exact p-values are computed for at most 400 values in all, but there are 401.",
        Assert.Throws<ArgumentException>(() => MannWhitneyU.Test(new double[200], new double[201], MannWhitneyMethod.Exact)).Message);

    private static (double Less, double Greater) Enumerate(double[] all, int chosen)
    {
        double Statistic(int mask)
        {
            double u = 0;
            for (int i = 0; i < all.Length; i++)
            {
                for (int j = 0; j < all.Length; j++)
                {
                    bool pair = ((mask >> i) & 1) == 1 && ((mask >> j) & 1) == 0;
                    u += !pair ? 0 : all[i] > all[j] ? 1 : all[i] == all[j] ? 0.5 : 0;
                }
            }

            return u;
        }

        double observed = Statistic((1 << chosen) - 1);
        double[] every = [.. Enumerable.Range(0, 1 << all.Length).Where(mask => BitOperations.PopCount((uint)mask) == chosen).Select(Statistic)];
        return (every.Count(u => u <= observed) / (double)every.Length, every.Count(u => u >= observed) / (double)every.Length);
    }
}
