using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Kernels;

public sealed class NormalizationKernelTests : KernelContract
{
    private const int Panel = 32;

    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Vector_forms_equal_the_scalar_form(string set)
    {
        InstructionSet form = Supported(set);
        foreach (int rows in (int[])[1, 7, 16, 31, Panel])
        {
            AssertSame<float>(All<float>(InstructionSet.Scalar, 3, rows), All<float>(form, 3, rows), $"{rows} rows");
            AssertSame<double>(All<double>(InstructionSet.Scalar, 3, rows), All<double>(form, 3, rows), $"{rows} rows");
        }
    }

    [Fact]
    public void Computes_hand_written_sums_and_maps()
    {
        // Two places; lane 0 holds 3 and 5, lane 1 holds 1 and 1; the rest is zero.
        double[] x = new double[2 * Panel];
        (x[0], x[Panel], x[1], x[Panel + 1]) = (3, 5, 1, 1);
        double[] sums = new double[Panel];
        ChannelLayout places = new(2 * Panel, 1, 0);
        NormalizationKernel.AddSums<double>(x, places, sums, 1, InstructionSet.Scalar);
        Assert.Equal([8, 0], sums[..2]);
        NormalizationKernel.AddSquares<double>(x, places, 1, sums, 2, InstructionSet.Scalar);
        Assert.Equal([28, 0], sums[..2]);
        double[] products = new double[Panel];
        NormalizationKernel.AddProducts<double>(x, x, places, 1, sums, products, InstructionSet.Scalar);
        Assert.Equal([36, 2], sums[..2]);
        Assert.Equal([26, 0], products[..2]);
        double[] y = new double[2 * Panel];
        NormalizationKernel.Normalize<double>(x, places, 1, 10, 0.5, y, InstructionSet.Scalar);
        Assert.Equal([20.5, 0.5], y[..2]);
        NormalizationKernel.InputGradient<double>(x, x, places, 1, 0.5, 1, 2, y, InstructionSet.Scalar);
        Assert.Equal([2, 0], y[..2]);
    }

    [Fact]
    public void Takes_the_panels_one_after_another()
    {
        // Lane 0 of two panels, three numbers apart in units of 32; what lies between is not touched.
        double[] x = new double[4 * Panel];
        (x[0], x[Panel], x[3 * Panel]) = (3, 100, 5);
        ChannelLayout panels = new(Panel, 2, 3 * Panel);
        double[] sums = new double[Panel];
        NormalizationKernel.AddSums<double>(x, panels, sums, 1, InstructionSet.Scalar);
        Assert.Equal(8, sums[0]);
        double[] y = new double[4 * Panel];
        NormalizationKernel.Normalize<double>(x, panels, 1, 10, 0.5, y, InstructionSet.Scalar);
        Assert.Equal([20.5, 0, 0, 40.5], [y[0], y[Panel], y[2 * Panel], y[3 * Panel]]);
    }

    [Fact]
    public void Refuses_values_that_are_not_whole_places()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => NormalizationKernel.AddSums<float>(new float[33], new ChannelLayout(33, 1, 0), new float[Panel], Panel, InstructionSet.Scalar));
        Assert.Equal("Length must have 0 elements as its companions do, but has 1. (Parameter 'Length')", exception.Message);
        Assert.Throws<ArgumentException>(
            () => NormalizationKernel.AddSums<float>(new float[159], new ChannelLayout(64, 2, 96), new float[Panel], Panel, InstructionSet.Scalar));
    }

    private static T[] All<T>(InstructionSet set, int places, int rows)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        RandomSource random = new(5);
        ChannelLayout layout = new(places * Panel, 3, (places + 2) * Panel);
        T[] x = RandomArray<T>(ref random, 3 * layout.Stride);
        T[] e = RandomArray<T>(ref random, 3 * layout.Stride);
        T mean = T.CreateChecked(0.3);
        T scale = T.CreateChecked(1.7);
        T[] sums = new T[Panel];
        T[] squares = new T[Panel];
        T[] totals = new T[Panel];
        T[] products = new T[Panel];
        T[] y = new T[x.Length];
        T[] dx = new T[x.Length];
        NormalizationKernel.AddSums<T>(x, layout, sums, rows, set);
        NormalizationKernel.AddSquares<T>(x, layout, mean, squares, rows, set);
        NormalizationKernel.AddProducts<T>(e, x, layout, mean, totals, products, set);
        NormalizationKernel.Normalize<T>(x, layout, mean, scale, T.One, y, set);
        NormalizationKernel.InputGradient<T>(e, x, layout, mean, scale, T.One, scale, dx, set);
        return [.. sums, .. squares, .. totals, .. products, .. y, .. dx];
    }
}
