using System.Numerics;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Kernels;

public sealed class WinogradKernelTests : KernelContract
{
    private const int Panel = 32;

    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Results_are_those_of_the_direct_form_but_for_rounding_in_single(string set) => CheckShapes<float>(Supported(set));

    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Results_are_those_of_the_direct_form_but_for_rounding_in_double(string set) => CheckShapes<double>(Supported(set));

    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Results_have_the_same_bits_with_every_instruction_set_and_however_panels_are_split(string set)
    {
        CheckBits<float>(Supported(set));
        CheckBits<double>(Supported(set));
    }

    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Padding_vectors_of_a_short_last_panel_become_zero_or_stay_when_accumulating(string set)
    {
        InstructionSet form = Supported(set);
        ConvolutionGeometry g = Geometry(2, 5, 7, 3, 1);
        Arrays<float> a = new(new RandomSource(9), g, 2);
        for (int lastRows = 1; lastRows < Panel; lastRows++)
        {
            foreach (bool accumulate in (bool[])[false, true])
            {
                CheckLastRows(a.Output, accumulate, lastRows, (z, rows) => WinogradKernel.Forward<float>(a.Weights, a.Bias, a.Input, z, g, 2, accumulate, a.Scratch, rows, form));
                CheckLastRows(a.Input, accumulate, lastRows, (dx, rows) => WinogradKernel.InputGradient<float>(a.Weights, a.Output, dx, g, 2, accumulate, a.Scratch, rows, form));
            }
        }
    }

    [Fact]
    public void A_row_with_zeros_alone_gives_the_bias_and_does_not_feel_other_rows()
    {
        ConvolutionGeometry g = Geometry(8, 9, 6, 8, 1);
        Arrays<float> a = new(new RandomSource(5), g, 1);
        for (int i = 0; i < a.Input.Length; i += Panel)
        {
            a.Input[i] = 0;
            a.Input[i + 1] = float.PositiveInfinity;
        }

        float[] z = a.Forward(InstructionSets.Best<float>(), false);
        for (int i = 0; i < z.Length; i += Panel)
        {
            Assert.Equal(a.Bias[i / Panel / (g.Output.Height * g.Output.Width)], z[i]);
            Assert.False(float.IsFinite(z[i + 1]));
            Assert.True(float.IsFinite(z[i + 2]));
        }
    }

    [Fact]
    public void Refuses_sizes_that_it_is_not_for_and_spans_that_are_too_short()
    {
        ConvolutionGeometry g = Geometry(2, 4, 4, 3, 0);
        Arrays<float> a = new(new RandomSource(3), g, 1);
        foreach (ConvolutionGeometry other in (ConvolutionGeometry[])[g with { KernelHeight = 2 }, g with { KernelWidth = 5 }, g with { Stride = 2 }, g with { PadTop = 3 }, g with { PadLeft = 3 }])
        {
            ArgumentException refused = Assert.Throws<ArgumentException>(() => WinogradKernel.Forward<float>(a.Weights, a.Bias, a.Input, a.Output, other, 1, false, a.Scratch));
            Assert.StartsWith("This form needs a 3 x 3 kernel, stride 1 and padding of at most 2, but was given", refused.Message);
            Assert.False(WinogradKernel.Suits(other));
        }

        Assert.Throws<ArgumentException>(() => WinogradKernel.Forward<float>(a.Weights.AsSpan(1), a.Bias, a.Input, a.Output, g, 1, false, a.Scratch));
        Assert.Throws<ArgumentException>(() => WinogradKernel.Forward<float>(a.Weights, a.Bias.AsSpan(1), a.Input, a.Output, g, 1, false, a.Scratch));
        Assert.Throws<ArgumentException>(() => WinogradKernel.Forward<float>(a.Weights, a.Bias, a.Input.AsSpan(1), a.Output, g, 1, false, a.Scratch));
        Assert.Throws<ArgumentException>(() => WinogradKernel.Forward<float>(a.Weights, a.Bias, a.Input, a.Output.AsSpan(1), g, 1, false, a.Scratch));
        Assert.Throws<ArgumentException>(() => WinogradKernel.Forward<float>(a.Weights, a.Bias, a.Input, a.Output, g, 1, false, a.Scratch.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => WinogradKernel.InputGradient<float>(a.Weights, a.Output, a.Input, g, 1, false, a.Scratch, gate: a.Input.AsSpan(1)));
        float[] parts = a.WeightGradients(InstructionSets.Best<float>());
        Assert.Throws<ArgumentException>(() => WinogradKernel.WeightGradients<float>(a.Output, a.Input, parts.AsSpan(1), g, 1, a.Scratch));
        Assert.Throws<ArgumentException>(() => WinogradKernel.WeightGradients<float>(a.Output.AsSpan(1), a.Input, parts, g, 1, a.Scratch));
    }

    [Fact]
    public void Suits_the_sizes_alone()
    {
        Assert.True(WinogradKernel.Suits(Geometry(32, 28, 28, 32, 0)));
        Assert.True(WinogradKernel.Suits(Geometry(16, 28, 28, 32, 1)));
        Assert.False(WinogradKernel.Suits(Geometry(3, 28, 28, 32, 1)));
        Assert.False(WinogradKernel.Suits(Geometry(8, 28, 28, 8, 1)));
        Assert.False(WinogradKernel.Suits(Geometry(64, 6, 6, 64, 0)));
    }

    [Fact]
    public void Allocates_nothing()
    {
        ConvolutionGeometry g = Geometry(8, 9, 8, 8, 1);
        Arrays<float> a = new(new RandomSource(9), g, 2);
        float[] parts = a.WeightGradients(InstructionSets.Best<float>());
        Assert.Equal(0, AllocatedBytes.Least(() =>
        {
            WinogradKernel.Forward<float>(a.Weights, a.Bias, a.Input, a.Output, g, 2, false, a.Scratch);
            WinogradKernel.InputGradient<float>(a.Weights, a.Output, a.Input, g, 2, false, a.Scratch);
            WinogradKernel.WeightGradients<float>(a.Output, a.Input, parts, g, 2, a.Scratch);
        }));
    }

    private static void CheckLastRows(float[] start, bool accumulate, int lastRows, LastRowsCall call)
    {
        float[] whole = [.. start];
        float[] part = [.. start];
        call(whole, Panel);
        call(part, lastRows);
        for (int i = 0; i < part.Length; i++)
        {
            bool padding = i >= part.Length / 2 && i % Panel >= lastRows;
            float kept = accumulate ? start[i] : 0;
            if (!part[i].Equals(whole[i]) && !(padding && part[i] == kept))
            {
                Assert.Fail($"element {i} with {lastRows} rows is {part[i]}");
            }
        }
    }

    private static ConvolutionGeometry Geometry(int channels, int height, int width, int filters, int pad) =>
        new(new Shape(channels, height, width), new Shape(filters, height + (2 * pad) - 2, width + (2 * pad) - 2), 3, 3, 1, pad, pad);

    private static IEnumerable<ConvolutionGeometry> Geometries()
    {
        yield return Geometry(1, 3, 3, 1, 0);
        yield return Geometry(1, 1, 1, 1, 1);
        yield return Geometry(3, 4, 4, 2, 1);
        yield return Geometry(13, 6, 6, 25, 0);
        yield return Geometry(3, 7, 10, 2, 2);
        yield return Geometry(33, 9, 14, 7, 1);

        // Padding on one side alone, as an odd number of zeros would be.
        yield return new(new Shape(2, 6, 5), new Shape(3, 6, 5), 3, 3, 1, 0, 2);
        RandomSource random = new(22);
        for (int i = 0; i < 15; i++)
        {
            yield return Geometry(1 + random.NextInt32(20), 3 + random.NextInt32(11), 3 + random.NextInt32(11), 1 + random.NextInt32(20), random.NextInt32(3));
        }
    }

    private static void CheckShapes<T>(InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ConvolutionGeometry g in Geometries())
        {
            Arrays<T> a = new(new RandomSource(33), g, 2);
            Arrays<T> sizes = a.Sizes();
            T[] forward = sizes.Forward(InstructionSet.Scalar, true, direct: true);
            T[] inputGradient = sizes.InputGradient(InstructionSet.Scalar, true, gated: false, direct: true);
            string what = $"{g}, {set}";
            AssertRounded<T>(
                a.WeightGradient(InstructionSet.Scalar, direct: true), a.WeightGradient(set), sizes.WeightGradient(InstructionSet.Scalar, direct: true), null, "weight gradient " + what);
            foreach (bool accumulate in (bool[])[false, true])
            {
                foreach (bool ends in (bool[])[false, true])
                {
                    AssertRounded<T>(a.Forward(InstructionSet.Scalar, accumulate, ends, direct: true), a.Forward(set, accumulate, ends), forward, g.Output, "forward " + what);
                    AssertRounded<T>(
                        a.InputGradient(InstructionSet.Scalar, accumulate, ends, direct: true), a.InputGradient(set, accumulate, ends), inputGradient, g.Input, "input gradient " + what);
                }
            }
        }
    }

    /// <summary>Asserts equality but for rounding errors of 32 units relative to the largest sum of absolute products in the plane, row by row; without a shape, in a kernel.</summary>
    /// <remarks>
    /// The errors of an output come from all of its tile's window, so an output at a border, of few products, has those of its neighbours. In absolute values (|A'| |G| |B'|) the
    /// transforms make at most 28 of a sum of three products in each of the two directions, so that a bound for all cases is some 84 times the direct form's. It needs all errors at
    /// their largest and of one sign: of 200,000 outputs over random numbers the largest error was 5 units of 2^-23, three times the direct form's. 32 units are 4e-6 in
    /// single precision and 7e-15 in double, far from what a wrong term would make.
    /// </remarks>
    private static void AssertRounded<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, ReadOnlySpan<T> absolute, Shape? shape, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double unit = typeof(T) == typeof(float) ? Math.Pow(2, -23) : Math.Pow(2, -52);
        (int plane, int lanes) = shape is { } image ? (image.Height * image.Width * Panel, Panel) : (9, 1);
        double[] largest = new double[expected.Length / plane * lanes];
        for (int i = 0; i < expected.Length; i++)
        {
            ref double row = ref largest[(i / plane * lanes) + (i % lanes)];
            row = Math.Max(row, double.CreateChecked(absolute[i]));
        }

        for (int i = 0; i < expected.Length; i++)
        {
            double difference = double.CreateChecked(expected[i]) - double.CreateChecked(actual[i]);
            if (!(Math.Abs(difference) <= 32 * unit * largest[(i / plane * lanes) + (i % lanes)]))
            {
                Assert.Fail($"{what}: element {i} is {actual[i]} instead of {expected[i]}");
            }
        }
    }

    private static void CheckBits<T>(InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ConvolutionGeometry g = Geometry(5, 9, 11, 13, 1);
        const int panels = 3;
        Arrays<T> a = new(new RandomSource(40), g, panels);
        T[] forward = new T[a.Output.Length];
        T[] inputGradient = new T[a.Input.Length];
        T[] weightGradients = new T[panels * a.Weights.Length];
        for (int p = 0; p < panels; p++)
        {
            int input = p * g.Input.Size * Panel;
            int output = p * g.Output.Size * Panel;
            WinogradKernel.Forward<T>(a.Weights, a.Bias, a.Input.AsSpan(input), forward.AsSpan(output), g, 1, false, a.Scratch, Panel, set);
            WinogradKernel.InputGradient<T>(a.Weights, a.Output.AsSpan(output), inputGradient.AsSpan(input), g, 1, false, a.Scratch, Panel, set);
            WinogradKernel.WeightGradients<T>(a.Output.AsSpan(output), a.Input.AsSpan(input), weightGradients.AsSpan(p * a.Weights.Length), g, 1, a.Scratch, set);
        }

        foreach (InstructionSet other in (InstructionSet[])[set, InstructionSet.Scalar])
        {
            AssertSame<T>(a.Forward(other, false), forward, "forward");
            AssertSame<T>(a.InputGradient(other, false), inputGradient, "input gradient");
            AssertSame<T>(a.WeightGradients(other), weightGradients, "weight gradients");
        }
    }

    private delegate void LastRowsCall(float[] target, int lastRows);

    /// <summary>A convolution's arrays, filled at random, and its passes in a given form.</summary>
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
            Scratch = new T[WinogradKernel.ScratchLength(g)];

            // Nothing may be read before it is written.
            Scratch.AsSpan().Fill(T.NaN);
        }

        private Arrays(Arrays<T> other)
        {
            (g, panels, Scratch) = (other.g, other.panels, other.Scratch);
            Weights = Array.ConvertAll(other.Weights, T.Abs);
            Bias = Array.ConvertAll(other.Bias, T.Abs);
            Input = Array.ConvertAll(other.Input, T.Abs);
            Output = Array.ConvertAll(other.Output, T.Abs);
        }

        public T[] Weights { get; }

        public T[] Bias { get; }

        public T[] Input { get; }

        public T[] Output { get; }

        public T[] Scratch { get; }

        /// <summary>The same with absolute values, whose results are the sums of absolute products.</summary>
        public Arrays<T> Sizes() => new(this);

        public T[] Forward(InstructionSet set, bool accumulate, bool rectify = false, bool direct = false)
        {
            T[] z = [.. Output];
            if (direct)
            {
                ConvolutionKernel.Forward<T>(Weights, Bias, Input, z, g, panels, accumulate, Panel, set, rectify);
            }
            else
            {
                WinogradKernel.Forward<T>(Weights, Bias, Input, z, g, panels, accumulate, Scratch, Panel, set, rectify);
            }

            return z;
        }

        public T[] WeightGradient(InstructionSet set, bool direct = false)
        {
            T[] dk = new T[Weights.Length];
            if (direct)
            {
                ConvolutionKernel.WeightGradient<T>(Output, Input, dk, g, panels, 0, g.Output.Channels, false, set);
                return dk;
            }

            T[] parts = WeightGradients(set);
            for (int i = 0; i < parts.Length; i++)
            {
                dk[i % dk.Length] += parts[i];
            }

            return dk;
        }

        public T[] WeightGradients(InstructionSet set)
        {
            T[] parts = new T[panels * Weights.Length];
            WinogradKernel.WeightGradients<T>(Output, Input, parts, g, panels, Scratch, set);
            return parts;
        }

        /// <summary>With X as the gate, if there is to be one.</summary>
        public T[] InputGradient(InstructionSet set, bool accumulate, bool gated = false, bool direct = false)
        {
            T[] dx = [.. Input];
            T[] gate = gated ? Input : [];
            if (direct)
            {
                ConvolutionKernel.InputGradient<T>(Weights, Output, dx, g, panels, accumulate, Panel, set, gate);
            }
            else
            {
                WinogradKernel.InputGradient<T>(Weights, Output, dx, g, panels, accumulate, Scratch, Panel, set, gate);
            }

            return dx;
        }
    }
}
