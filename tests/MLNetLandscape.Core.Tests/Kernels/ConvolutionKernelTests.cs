using System.Numerics;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Kernels;

public sealed class ConvolutionKernelTests : KernelContract
{
    private const int Panel = 32;

    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Vector_forms_equal_the_scalar_form_in_single(string set) => CheckShapes<float>(Supported(set));

    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Vector_forms_equal_the_scalar_form_in_double(string set) => CheckShapes<double>(Supported(set));

    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Results_do_not_depend_on_how_panels_and_filters_are_split(string set)
    {
        CheckSplits<float>(Supported(set));
        CheckSplits<double>(Supported(set));
    }

    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Padding_vectors_of_a_short_last_panel_become_zero(string set)
    {
        InstructionSet form = Supported(set);
        ConvolutionGeometry g = Geometry(2, 4, 5, 3, 3, 3, 1, same: true);
        Arrays<float> a = new(new RandomSource(9), g, 2);
        float[] whole = a.Forward(form, false);
        for (int lastRows = 1; lastRows < Panel; lastRows++)
        {
            float[] part = new float[whole.Length];
            part.AsSpan().Fill(float.NaN);
            ConvolutionKernel.Forward<float>(a.Weights, a.Bias, a.Input, part, g, 2, false, lastRows, form);
            for (int i = 0; i < part.Length; i++)
            {
                bool padding = i >= part.Length / 2 && i % Panel >= lastRows;
                if (!part[i].Equals(whole[i]) && !(padding && part[i] == 0))
                {
                    Assert.Fail($"element {i} with {lastRows} rows is {part[i]}");
                }
            }
        }
    }

    [Fact]
    public void Scalar_form_computes_a_hand_written_cross_correlation()
    {
        // One channel 2 x 2 with the numbers 1 2 / 3 4; a 2 x 2 kernel 1 10 / 100 1000; valid: 1 + 20 + 300 + 4000.
        ConvolutionGeometry g = new(new Shape(1, 2, 2), new Shape(1, 1, 1), 2, 2, 1, 0, 0);
        double[] x = new double[4 * Panel];
        for (int i = 0; i < 4; i++)
        {
            x[i * Panel] = i + 1;
        }

        double[] z = new double[Panel];
        ConvolutionKernel.Forward<double>([1, 10, 100, 1000], [0.5], x, z, g, 1, false, Panel, InstructionSet.Scalar);
        Assert.Equal(4321.5, z[0]);
    }

    [Fact]
    public void Rectified_and_gated_forms_are_the_plain_ones_and_then_the_rectifier()
    {
        Arrays<float> a = new(new RandomSource(12), Geometry(3, 7, 8, 5, 3, 3, 1, same: true), 2);
        float[] z = a.Forward(InstructionSet.Scalar, false);
        ReluKernel.Apply<float>(z);
        AssertSame<float>(z, a.Forward(InstructionSet.Scalar, false, rectify: true), "rectified");
        Assert.Contains(0f, z);
        float[] dx = a.InputGradient(InstructionSet.Scalar, false);
        ReluKernel.MultiplyByDerivative<float>(a.Input, dx);
        AssertSame<float>(dx, a.GatedGradient(InstructionSet.Scalar, false), "gated");
        Assert.Contains(0f, dx);
    }

    [Fact]
    public void Refuses_a_span_that_is_too_short()
    {
        ConvolutionGeometry g = Geometry(1, 4, 4, 2, 3, 3, 1, same: false);
        Assert.Throws<ArgumentException>(() => ConvolutionKernel.Forward<float>(new float[17], [], new float[16 * 32], new float[8 * 32], g, 1, false));
        Assert.Throws<ArgumentException>(() => ConvolutionKernel.Forward<float>(new float[18], [], new float[(16 * 32) - 1], new float[8 * 32], g, 1, false));
        Assert.Throws<ArgumentException>(() => ConvolutionKernel.Forward<float>(new float[18], [], new float[16 * 32], new float[(8 * 32) - 1], g, 1, false));
        Assert.Throws<ArgumentException>(
            () => ConvolutionKernel.WeightGradient<float>(new float[8 * 32], new float[16 * 32], new float[18], g, 1, 0, 3, false));
    }

    [Fact]
    public void Allocates_nothing()
    {
        ConvolutionGeometry g = Geometry(3, 9, 8, 5, 3, 3, 1, same: true);
        Arrays<float> a = new(new RandomSource(9), g, 2);
        a.Forward(InstructionSets.Best<float>(), false);
        Assert.Equal(0, AllocatedBytes.Least(() =>
        {
            ConvolutionKernel.Forward<float>(a.Weights, a.Bias, a.Input, a.Output, g, 2, false);
            ConvolutionKernel.InputGradient<float>(a.Weights, a.Output, a.Input, g, 2, false);
            ConvolutionKernel.WeightGradient<float>(a.Output, a.Input, a.Weights, g, 2, 0, 5, false);
            ConvolutionKernel.BiasGradient<float>(a.Output, a.Bias, g, 2, 0, 5);
        }));
    }

    private static ConvolutionGeometry Geometry(int channels, int height, int width, int filters, int kernelHeight, int kernelWidth, int stride, bool same)
    {
        if (!same)
        {
            Shape valid = new(filters, ((height - kernelHeight) / stride) + 1, ((width - kernelWidth) / stride) + 1);
            return new ConvolutionGeometry(new Shape(channels, height, width), valid, kernelHeight, kernelWidth, stride, 0, 0);
        }

        int outHeight = (height + stride - 1) / stride;
        int outWidth = (width + stride - 1) / stride;
        int top = Math.Max(0, ((outHeight - 1) * stride) + kernelHeight - height) / 2;
        int left = Math.Max(0, ((outWidth - 1) * stride) + kernelWidth - width) / 2;
        return new ConvolutionGeometry(new Shape(channels, height, width), new Shape(filters, outHeight, outWidth), kernelHeight, kernelWidth, stride, top, left);
    }

    private static IEnumerable<ConvolutionGeometry> Geometries()
    {
        yield return Geometry(3, 9, 8, 13, 3, 3, 1, same: true);
        yield return Geometry(5, 7, 9, 7, 3, 3, 1, same: false);
        yield return Geometry(1, 6, 6, 1, 1, 1, 1, same: true);
        yield return Geometry(7, 4, 3, 14, 1, 1, 1, same: true);
        yield return Geometry(2, 9, 7, 4, 5, 5, 1, same: true);
        yield return Geometry(2, 9, 7, 4, 4, 2, 2, same: true);
        yield return Geometry(3, 8, 8, 5, 3, 3, 2, same: false);
        yield return Geometry(2, 7, 7, 2, 1, 1, 3, same: true);
        yield return Geometry(1, 2, 2, 3, 5, 5, 1, same: true);
        yield return Geometry(2, 1, 12, 3, 1, 7, 1, same: true);

        // More than one block of channels and of filters, and more than one band of rows.
        yield return Geometry(9, 5, 30, 9, 3, 3, 1, same: true);
        yield return Geometry(2, 11, 60, 3, 3, 3, 2, same: true);
        RandomSource random = new(21);
        for (int i = 0; i < 15; i++)
        {
            int kernelHeight = 1 + random.NextInt32(4);
            int kernelWidth = 1 + random.NextInt32(4);
            yield return Geometry(
                1 + random.NextInt32(4),
                kernelHeight + random.NextInt32(6),
                kernelWidth + random.NextInt32(6),
                1 + random.NextInt32(14),
                kernelHeight,
                kernelWidth,
                1 + random.NextInt32(3),
                random.NextInt32(2) == 0);
        }
    }

    private static void CheckShapes<T>(InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ConvolutionGeometry g in Geometries())
        {
            Arrays<T> a = new(new RandomSource(33), g, 2);
            string what = $"{g}, {set}";
            foreach (bool accumulate in (bool[])[false, true])
            {
                AssertSame<T>(a.Forward(InstructionSet.Scalar, accumulate), a.Forward(set, accumulate), "forward " + what);
                AssertSame<T>(a.InputGradient(InstructionSet.Scalar, accumulate), a.InputGradient(set, accumulate), "input gradient " + what);
                AssertSame<T>(a.Forward(InstructionSet.Scalar, accumulate, rectify: true), a.Forward(set, accumulate, rectify: true), "rectified " + what);
                AssertSame<T>(a.GatedGradient(InstructionSet.Scalar, accumulate), a.GatedGradient(set, accumulate), "gated " + what);
                double terms = 2.0 * Panel * g.Output.Height * g.Output.Width;
                AssertClose<T>(a.WeightGradient(InstructionSet.Scalar, accumulate), a.WeightGradient(set, accumulate), 1, terms, "weight gradient " + what);
                AssertClose<T>(a.BiasGradient(InstructionSet.Scalar), a.BiasGradient(set), 1, terms, "bias gradient " + what);
            }
        }
    }

    private static void CheckSplits<T>(InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ConvolutionGeometry g = Geometry(3, 9, 8, 13, 3, 3, 1, same: true);
        const int panels = 3;
        Arrays<T> a = new(new RandomSource(40), g, panels);
        T[] forward = new T[a.Output.Length];
        T[] inputGradient = new T[a.Input.Length];
        for (int p = 0; p < panels; p++)
        {
            int input = p * g.Input.Size * Panel;
            int output = p * g.Output.Size * Panel;
            ConvolutionKernel.Forward<T>(a.Weights, a.Bias, a.Input.AsSpan(input), forward.AsSpan(output), g, 1, false, Panel, set);
            ConvolutionKernel.InputGradient<T>(a.Weights, a.Output.AsSpan(output), inputGradient.AsSpan(input), g, 1, false, Panel, set);
        }

        T[] weightGradient = new T[a.Weights.Length];
        T[] biasGradient = new T[13];
        int[] cuts = [0, 1, 3, 4, 9, 13];
        for (int i = 1; i < cuts.Length; i++)
        {
            ConvolutionKernel.WeightGradient<T>(a.Output, a.Input, weightGradient, g, panels, cuts[i - 1], cuts[i], false, set);
            ConvolutionKernel.BiasGradient<T>(a.Output, biasGradient, g, panels, cuts[i - 1], cuts[i], set);
        }

        AssertSame<T>(a.Forward(set, false), forward, "forward");
        AssertSame<T>(a.InputGradient(set, false), inputGradient, "input gradient");
        AssertSame<T>(a.WeightGradient(set, false), weightGradient, "weight gradient");
        AssertSame<T>(a.BiasGradient(set), biasGradient, "bias gradient");
    }

    /// <summary>A convolution's arrays, filled at random, and its four passes in a given form.</summary>
    private sealed class Arrays<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ConvolutionGeometry g;
        private readonly int panels;

        public Arrays(RandomSource random, ConvolutionGeometry geometry, int panels)
        {
            (g, this.panels) = (geometry, panels);
            Weights = RandomArray<T>(ref random, g.Output.Channels * g.WeightsPerFilter);
            Bias = RandomArray<T>(ref random, g.Output.Channels);
            Input = RandomArray<T>(ref random, panels * g.Input.Size * Panel);
            Output = RandomArray<T>(ref random, panels * g.Output.Size * Panel);
        }

        public T[] Weights { get; }

        public T[] Bias { get; }

        public T[] Input { get; }

        public T[] Output { get; }

        public T[] Forward(InstructionSet set, bool accumulate, bool rectify = false)
        {
            T[] z = [.. Output];
            ConvolutionKernel.Forward<T>(Weights, Bias, Input, z, g, panels, accumulate, Panel, set, rectify);
            return z;
        }

        public T[] InputGradient(InstructionSet set, bool accumulate)
        {
            T[] dx = [.. Input];
            ConvolutionKernel.InputGradient<T>(Weights, Output, dx, g, panels, accumulate, Panel, set);
            return dx;
        }

        /// <summary>With X as the gate.</summary>
        public T[] GatedGradient(InstructionSet set, bool accumulate)
        {
            T[] dx = [.. Input];
            ConvolutionKernel.InputGradient<T>(Weights, Output, dx, g, panels, accumulate, Panel, set, Input);
            return dx;
        }

        public T[] WeightGradient(InstructionSet set, bool accumulate)
        {
            T[] dk = [.. Weights];
            ConvolutionKernel.WeightGradient<T>(Output, Input, dk, g, panels, 0, g.Output.Channels, accumulate, set);
            return dk;
        }

        public T[] BiasGradient(InstructionSet set)
        {
            T[] db = new T[g.Output.Channels];
            ConvolutionKernel.BiasGradient<T>(Output, db, g, panels, 0, g.Output.Channels, set);
            return db;
        }
    }
}
