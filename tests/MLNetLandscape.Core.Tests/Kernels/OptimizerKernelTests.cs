using System.Numerics;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Kernels;

public sealed class OptimizerKernelTests : KernelContract
{
    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Vector_forms_equal_the_scalar_form_bit_for_bit(string set)
    {
        CheckForms<float>(Supported(set));
        CheckForms<double>(Supported(set));
    }

    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Adam_does_not_depend_on_where_its_numbers_lie(string set)
    {
        InstructionSet vectors = Supported(set);
        AdamCoefficients<float> c = AdamCoefficients<float>.Of(0.9, 0.999, 1e-8, 0.01, 0.1, 1);
        for (int start = 0; start < 17; start++)
        {
            foreach (int length in (int[])[1, 7, 15, 16, 40])
            {
                RandomSource random = new(start);
                float[] numbers = RandomArray<float>(ref random, length);
                float[] expected = [.. numbers];
                AdamKernel.Update<float>(expected, numbers, new float[length], new float[length], c, InstructionSet.Scalar);
                AlignedBuffer<float> p = new(80);
                p.Span.Fill(7);
                numbers.CopyTo(p.Span[start..]);
                AdamKernel.Update<float>(p.Span.Slice(start, length), numbers, new float[length], new float[length], c, vectors);
                AssertSame<float>(expected, p.Span.Slice(start, length), $"{length} from {start}");
                Assert.Equal(80 - length, p.Span.Count(7f));
            }
        }
    }

    [Fact]
    public void Adam_follows_the_published_algorithm()
    {
        const double beta1 = 0.9, beta2 = 0.99, epsilon = 1e-3, rate = 0.1, decay = 0.02;
        double[] p = [1.5, -2];
        double[] m = [0, 0];
        double[] v = [0, 0];
        double[] expected = [1.5, -2];
        double[] em = [0, 0];
        double[] ev = [0, 0];
        for (int step = 1; step <= 3; step++)
        {
            double[] g = [0.3 * step, -1.0 / step];
            AdamKernel.Update<double>(p, g, m, v, AdamCoefficients<double>.Of(beta1, beta2, epsilon, rate, decay, step));
            for (int i = 0; i < 2; i++)
            {
                em[i] = (beta1 * em[i]) + ((1 - beta1) * g[i]);
                ev[i] = (beta2 * ev[i]) + ((1 - beta2) * g[i] * g[i]);
                double correctedFirst = em[i] / (1 - Math.Pow(beta1, step));
                double correctedSecond = ev[i] / (1 - Math.Pow(beta2, step));
                expected[i] -= (rate * decay * expected[i]) + (rate * correctedFirst / (Math.Sqrt(correctedSecond) + epsilon));
            }
        }

        AssertClose<double>(expected, p, 8, 1, "parameters");
    }

    [Fact]
    public void Momentum_and_Nesterov_follow_their_formulas()
    {
        double[] p = [1.0];
        double[] velocity = [0.5];
        SgdKernel.Update<double>(p, [2.0], velocity, 0.1, 0.8, false);
        Assert.Equal(2.4, velocity[0], 1e-15);
        Assert.Equal(0.76, p[0], 1e-15);

        (p[0], velocity[0]) = (1, 0.5);
        SgdKernel.Update<double>(p, [2.0], velocity, 0.1, 0.8, true);
        Assert.Equal(1 - (0.1 * (2 + (0.8 * 2.4))), p[0], 1e-15);

        p[0] = 1;
        SgdKernel.Update<double>(p, [2.0], 0.1);
        Assert.Equal(0.8, p[0], 1e-15);
    }

    [Fact]
    public void RmsProp_follows_its_formula()
    {
        double[] p = [1.0];
        double[] squares = [0.25];
        RmsPropKernel.Update<double>(p, [2.0], squares, [], 0.1, 0.9, 0.01, 0);
        Assert.Equal(0.625, squares[0], 1e-15);
        Assert.Equal(1 - (0.1 * 2 / (Math.Sqrt(0.625) + 0.01)), p[0], 1e-15);

        double[] velocity = [0.5];
        (p[0], squares[0]) = (1, 0.25);
        RmsPropKernel.Update<double>(p, [2.0], squares, velocity, 0.1, 0.9, 0.01, 0.7);
        Assert.Equal(0.35 + (2 / (Math.Sqrt(0.625) + 0.01)), velocity[0], 1e-14);
        Assert.Equal(1 - (0.1 * velocity[0]), p[0], 1e-15);
    }

    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Moments_fade_to_zero_and_never_become_denormal(string set)
    {
        float[] p = [1, 2];
        float[] m = [0, 0];
        float[] v = [0, 0];
        float[] u = [0, 0];
        for (int step = 1; step <= 2000; step++)
        {
            float[] g = step == 1 ? [0.01f, -0.01f] : [0, 0];
            AdamKernel.Update<float>(p, g, m, v, AdamCoefficients<float>.Of(0.9, 0.9, 1e-8, 1e-3, 0, step), Supported(set));
            SgdKernel.Update<float>(p, g, u, 1e-3f, 0.9f, false, Supported(set));
            Assert.DoesNotContain(m.Concat(v).Concat(u), float.IsSubnormal);
        }

        Assert.Equal([0, 0], m);
        Assert.Equal([0, 0], v);
        Assert.Equal([0, 0], u);
    }

    [Fact]
    public void A_gradient_that_is_no_number_shows_in_parameters_and_moments()
    {
        float[] p = [1];
        float[] m = [0];
        float[] v = [0];
        AdamKernel.Update<float>(p, [float.NaN], m, v, AdamCoefficients<float>.Of(0.9, 0.999, 1e-8, 1e-3, 0, 1));
        Assert.True(float.IsNaN(p[0]) && float.IsNaN(m[0]) && float.IsNaN(v[0]));
    }

    [Fact]
    public void Refuses_spans_of_different_length()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => AdamKernel.Update<float>(new float[4], new float[4], new float[3], new float[4], AdamCoefficients<float>.Of(0.9, 0.999, 1e-8, 1e-3, 0, 1)));
        Assert.Equal("firstMoments must have 4 elements as its companions do, but has 3. (Parameter 'firstMoments')", exception.Message);
        Assert.Throws<ArgumentException>(() => SgdKernel.Update<float>(new float[4], new float[5], 1));
        Assert.Throws<ArgumentException>(() => RmsPropKernel.Update<float>(new float[4], new float[4], new float[5], [], 1, 0.9, 1e-8, 0));
    }

    [Fact]
    public void Allocates_nothing()
    {
        float[] p = new float[100], g = new float[100], m = new float[100], v = new float[100];
        AdamCoefficients<float> c = AdamCoefficients<float>.Of(0.9, 0.999, 1e-8, 1e-3, 0, 1);
        AdamKernel.Update<float>(p, g, m, v, c);
        Assert.Equal(0, AllocatedBytes.Least(() => AdamKernel.Update<float>(p, g, m, v, c)));
    }

    private static void CheckForms<T>(InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int length = 0; length < 70; length++)
        {
            Assert.Equal(Run<T>(length, InstructionSet.Scalar), Run<T>(length, set));
        }
    }

    /// <summary>Two steps of every method, all arrays after each other.</summary>
    private static T[] Run<T>(int length, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomSource random = new(length);
        List<T> results = [];
        T[] g = RandomArray<T>(ref random, length);
        for (int method = 0; method < 6; method++)
        {
            T[] p = RandomArray<T>(ref random, length);
            T[] first = new T[length];
            T[] second = new T[length];
            for (int step = 1; step <= 2; step++)
            {
                Step(method, step, p, g, first, second, set);
            }

            results.AddRange([.. p, .. first, .. second]);
        }

        return [.. results];
    }

    private static void Step<T>(int method, int step, T[] p, T[] g, T[] first, T[] second, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T rate = T.CreateChecked(0.01);
        T momentum = T.CreateChecked(0.9);
        switch (method)
        {
            case 0:
                AdamKernel.Update<T>(p, g, first, second, AdamCoefficients<T>.Of(0.9, 0.999, 1e-8, 0.01, 0.1, step), set);
                break;
            case 1:
                SgdKernel.Update<T>(p, g, rate, set);
                break;
            case 2:
            case 3:
                SgdKernel.Update<T>(p, g, first, rate, momentum, method == 3, set);
                break;
            default:
                RmsPropKernel.Update<T>(p, g, first, method == 4 ? [] : second, 0.01, 0.99, 1e-8, 0.9, set);
                break;
        }
    }
}
