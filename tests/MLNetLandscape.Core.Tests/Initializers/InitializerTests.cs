using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Initializers;

public sealed class InitializerTests
{
    private const int Count = 100_000;

    [Fact]
    public void He_is_uniform_with_variance_two_over_fan_in() => AssertUniform(new He(), Math.Sqrt(6.0 / 50));

    [Fact]
    public void Glorot_is_uniform_with_variance_two_over_the_sum_of_fans() => AssertUniform(new Glorot(), Math.Sqrt(6.0 / 80));

    [Fact]
    public void Uniform_fills_its_interval() => AssertUniform(new Uniform(0.05), 0.05);

    [Fact]
    public void Normal_has_its_deviation()
    {
        double[] values = Fill<double>(new Normal(0.3));

        // Five standard errors each: of the mean, of the variance, and of the share within one deviation (0.682689...).
        Assert.Equal(0, values.Average(), 5 * 0.3 / Math.Sqrt(Count));
        Assert.Equal(0.09, values.Average(value => value * value), 5 * 0.09 * Math.Sqrt(2.0 / Count));
        Assert.Equal(0.6826894921, values.Count(value => Math.Abs(value) < 0.3) / (double)Count, 5 * 0.4654 / Math.Sqrt(Count));
    }

    [Fact]
    public void Zeros_are_zero() => Assert.All(Fill<double>(new Zeros()), value => Assert.Equal(0, value));

    [Fact]
    public void Single_is_double_rounded()
    {
        foreach (Initializer initializer in (Initializer[])[new He(), new Glorot(), new Uniform(0.05), new Normal(0.3)])
        {
            Assert.Equal(Array.ConvertAll(Fill<double>(initializer), value => (float)value), Fill<float>(initializer));
        }
    }

    [Fact]
    public void Another_stream_gives_other_numbers()
    {
        double[] first = new double[4];
        double[] second = new double[4];
        new He().Fill<double>(first, 4, 4, new RandomSource(1));
        new He().Fill<double>(second, 4, 4, new RandomSource(2));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Refuses_parameters_out_of_range()
    {
        Assert.Equal(
            "Normal.StandardDeviation must be finite and at least 0, but was -1.", Assert.Throws<ArgumentException>(() => new Normal(-1)).Message);
        Assert.Equal(
            "Uniform.HalfWidth must be finite and at least 0, but was NaN.", Assert.Throws<ArgumentException>(() => new Uniform(double.NaN)).Message);
    }

    private static void AssertUniform(Initializer initializer, double halfWidth)
    {
        double[] values = Fill<double>(initializer);
        Assert.All(values, value => Assert.InRange(value, -halfWidth, halfWidth));

        // Of 100,000 draws the extremes lie within 0.02 % of the interval's ends with probability 1 - 4e-5.
        Assert.InRange(values.Max(), halfWidth * 0.9998, halfWidth);
        Assert.InRange(values.Min(), -halfWidth, -halfWidth * 0.9998);
        double variance = halfWidth * halfWidth / 3;
        Assert.Equal(0, values.Average(), 5 * Math.Sqrt(variance / Count));
        Assert.Equal(variance, values.Average(value => value * value), 5 * variance * Math.Sqrt(0.8 / Count));
    }

    private static T[] Fill<T>(Initializer initializer)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T[] values = new T[Count];
        initializer.Fill<T>(values, fanIn: 50, fanOut: 30, new RandomSource(11));
        return values;
    }
}
