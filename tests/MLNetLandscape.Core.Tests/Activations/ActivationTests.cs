using MLNetLandscape.Core.Activations;

namespace MLNetLandscape.Core.Tests.Activations;

public sealed class ActivationTests
{
    private static readonly double[] Points = [-40, -3, -0.5, 0, 1e-9, 0.7, 5, 40];

    /// <summary>f, f' and f'' at <see cref="Points"/> by PyTorch 1.13 in double: torch.nn.functional and torch.autograd.grad, applied twice.</summary>
    public static TheoryData<Activation, double[], double[], double[]> PyTorch => new()
    {
        { new Identity(), Points, [1, 1, 1, 1, 1, 1, 1, 1], new double[8] },
        { new Relu(), [0, 0, 0, 0, 1e-9, 0.7, 5, 40], [0, 0, 0, 0, 1, 1, 1, 1], new double[8] },
        { new LeakyRelu(), [-0.4, -0.03, -0.005, 0, 1e-9, 0.7, 5, 40], [0.01, 0.01, 0.01, 0.01, 1, 1, 1, 1], new double[8] },
        {
            new Tanh(),
            [-1, -0.9950547536867305, -0.46211715726000974, 0, 1e-09, 0.6043677771171635, 0.9999092042625951, 1],
            [0, 0.009866037165440166, 0.7864477329659274, 1, 1, 0.6347395899824586, 0.00018158323094385266, 0],
            [0, 0.019634494363042387, 0.7268619813835873, 0, -2e-09, -0.7672323100919166, -0.0003631334879209975, 0]
        },
        {
            new Sigmoid(),
            [4.248354255291589e-18, 0.04742587317756678, 0.3775406687981454, 0.5, 0.50000000025, 0.6681877721681662, 0.9933071490757153, 1],
            [4.248354255291589e-18, 0.04517665973091214, 0.2350037122015945, 0.25, 0.25, 0.22171287329310904, 0.006648056670790033, 0],
            [4.248354255291589e-18, 0.040891574660943474, 0.05755679485232075, 0, -1.25e-10, -0.07457878844034183, -0.006559067766322445, 0]
        },
        {
            new Softplus(),
            [4.248354255291589e-18, 0.04858735157374206, 0.4740769841801067, 0.6931471805599453, 0.6931471810599453, 1.103186048885458, 5.006715348489118, 40],
            [4.248354255291589e-18, 0.04742587317756679, 0.37754066879814546, 0.5, 0.50000000025, 0.6681877721681662, 0.9933071490757152, 1],
            [4.248354255291589e-18, 0.04517665973091214, 0.2350037122015945, 0.25, 0.25, 0.22171287329310904, 0.006648056670790033, 0]
        },
    };

    public static TheoryData<Activation> All => [new Identity(), new Relu(), new LeakyRelu(0.3), new Tanh(), new Sigmoid(), new Softplus(), new ClampedExponential(3)];

    [Theory]
    [MemberData(nameof(PyTorch))]
    public void Agrees_with_PyTorch(Activation activation, double[] values, double[] derivatives, double[] secondDerivatives)
    {
        (double[] y, double[] slope, double[] curvature) = Evaluate(activation, Points);
        AssertClose(values, y);
        AssertClose(derivatives, slope);
        AssertClose(secondDerivatives, curvature);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Derivatives_agree_with_central_differences(Activation activation)
    {
        const double h = 1e-5;
        double[] z = [.. Enumerable.Range(0, 601).Select(i => (i * 0.01) - 2.995)];
        (_, double[] slope, double[] curvature) = Evaluate(activation, z);
        (double[] above, double[] slopeAbove, _) = Evaluate(activation, [.. z.Select(value => value + h)]);
        (double[] below, double[] slopeBelow, _) = Evaluate(activation, [.. z.Select(value => value - h)]);
        for (int i = 0; i < z.Length; i++)
        {
            Assert.Equal((above[i] - below[i]) / (2 * h), slope[i], 1e-8);
            Assert.Equal((slopeAbove[i] - slopeBelow[i]) / (2 * h), curvature[i], 1e-8);
        }
    }

    [Fact]
    public void Vector_functions_agree_with_the_runtime_s_scalar_ones()
    {
        double[] z = [.. Enumerable.Range(0, 4001).Select(i => (i - 2000) * 0.01003)];
        (double[] tanh, _, _) = Evaluate(new Tanh(), z);
        (double[] sigmoid, _, _) = Evaluate(new Sigmoid(), z);
        for (int i = 0; i < z.Length; i++)
        {
            Assert.Equal(Math.Tanh(z[i]), tanh[i], 4e-16);
            Assert.Equal(1 / (1 + Math.Exp(-z[i])), sigmoid[i], 4e-16);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Single_and_double_agree(Activation activation)
    {
        double[] z = [.. Enumerable.Range(0, 601).Select(i => (i * 0.01) - 2.995)];
        float[] narrow = Array.ConvertAll(z, value => (float)value);
        (double[] y, _, _) = Evaluate(activation, Array.ConvertAll(narrow, value => (double)value));
        activation.Apply(narrow.AsSpan());
        for (int i = 0; i < z.Length; i++)
        {
            Assert.Equal(y[i], narrow[i], 2e-6 * Math.Max(1, Math.Abs(y[i])));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Stays_finite_and_within_its_bound(Activation activation)
    {
        float[] values = [.. Enumerable.Range(0, 64).Select(i => (i - 32) * 100f)];
        activation.Apply(values.AsSpan());
        float[] derivatives = Enumerable.Repeat(1f, 64).ToArray();
        activation.MultiplyByDerivative(values, derivatives);
        float[] curvatures = new float[64];
        activation.SecondDerivative<float>(values, curvatures);
        Assert.All(values, value => Assert.True(float.IsFinite(value) && Math.Abs(value) <= activation.Bound * 1.000001));
        Assert.All(derivatives.Concat(curvatures), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Lets_a_NaN_through(Activation activation)
    {
        double[] values = [.. Enumerable.Repeat(0.5, 40)];
        values[7] = double.NaN;
        activation.Apply(values.AsSpan());
        Assert.Equal([7], Enumerable.Range(0, 40).Where(i => double.IsNaN(values[i])));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Has_no_second_derivative_exactly_if_piecewise_linear(Activation activation)
    {
        (_, _, double[] curvature) = Evaluate(activation, [-1.3, -0.2, 0.1, 0.9]);
        Assert.Equal(activation.IsPiecewiseLinear, curvature.All(value => value == 0));
    }

    [Fact]
    public void Prints_its_settings_alone()
    {
        Assert.Equal("LeakyRelu { Slope = 0.01 }", new LeakyRelu().ToString());
        Assert.Equal("Tanh { }", new Tanh().ToString());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(double.NaN, "NaN")]
    public void Refuses_a_slope_out_of_range(double slope, string shown)
    {
        string message = $"LeakyRelu.Slope must be above 0 and below 1, but was {shown}. For slope 0, use Relu.";
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new LeakyRelu(slope)).Message);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new LeakyRelu() with { Slope = slope }).Message);
    }

    private static (double[] Values, double[] Derivatives, double[] SecondDerivatives) Evaluate(Activation activation, double[] z)
    {
        double[] y = [.. z];
        activation.Apply(y.AsSpan());
        double[] derivatives = Enumerable.Repeat(1.0, z.Length).ToArray();
        activation.MultiplyByDerivative(y, derivatives);
        double[] secondDerivatives = new double[z.Length];
        activation.SecondDerivative<double>(y, secondDerivatives);
        return (y, derivatives, secondDerivatives);
    }

    /// <summary>The first point, -40, to 1e-13 of the value however small; the others to 1e-11 of it or to the rounding of y near 1 or 1/2.</summary>
    private static void AssertClose(double[] expected, double[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double tolerance = i == 0 ? 1e-13 * Math.Abs(expected[i]) : Math.Max(1e-11 * Math.Abs(expected[i]), 1e-16);
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"entry {i} is {actual[i]:R}, but {expected[i]:R} was expected");
        }
    }
}
