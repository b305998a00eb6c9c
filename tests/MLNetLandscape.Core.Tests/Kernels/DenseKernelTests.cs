using System.Numerics;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Kernels;

public sealed class DenseKernelTests : KernelContract
{
    private const int Panel = 32;

    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Vector_forms_equal_the_scalar_form_bit_for_bit_in_single(string set) => CheckRandomShapes<float>(Supported(set));

    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Vector_forms_equal_the_scalar_form_bit_for_bit_in_double(string set) => CheckRandomShapes<double>(Supported(set));

    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Results_do_not_depend_on_how_panels_and_outputs_are_split(string set)
    {
        CheckSplits<float>(Supported(set));
        CheckSplits<double>(Supported(set));
    }

    [Theory]
    [MemberData(nameof(VectorSets))]
    public void Padding_vectors_of_a_short_last_panel_become_zero(string set)
    {
        CheckShortPanels<float>(Supported(set));
        CheckShortPanels<double>(Supported(set));
    }

    [Fact]
    public void Scalar_form_computes_a_hand_written_product()
    {
        double[] weights = [1, 2, 3, 4, 5, 6];
        double[] x = new double[3 * Panel];
        (x[0], x[Panel], x[2 * Panel]) = (1, 10, 100);
        double[] z = new double[2 * Panel];
        DenseKernel.Forward<double>(weights, [0.5, -0.5], x, z, 2, 3, 1, false, Panel, InstructionSet.Scalar);
        Assert.Equal(321.5, z[0]);
        Assert.Equal(653.5, z[Panel]);
        Assert.Equal(0.5, z[1]);

        double[] dz = new double[2 * Panel];
        (dz[0], dz[Panel]) = (1, 10);
        double[] dx = new double[3 * Panel];
        DenseKernel.InputGradient<double>(weights, dz, dx, 2, 3, 1, false, Panel, InstructionSet.Scalar);
        Assert.Equal([41, 52, 63], [dx[0], dx[Panel], dx[2 * Panel]]);

        double[] dw = new double[6];
        DenseKernel.WeightGradient<double>(dz, [1, 10, 100, .. new double[1021]], dw, 1, 2, RowLayout.Strips(3), 0, 2, false, InstructionSet.Scalar);
        Assert.Equal([1, 10, 100, 10, 100, 1000], dw);
    }

    [Fact]
    public void Rectified_and_gated_forms_are_the_plain_ones_and_then_the_rectifier()
    {
        Shapes<float> s = new(new RandomSource(12), 9, 11, 40);
        float[] z = s.Forward(InstructionSet.Scalar, false);
        ReluKernel.Apply<float>(z);
        AssertSame<float>(z, s.Forward(InstructionSet.Scalar, false, rectify: true), "rectified");
        Assert.Contains(0f, z);
        float[] dx = s.InputGradient(InstructionSet.Scalar, false);
        ReluKernel.MultiplyByDerivative<float>(s.Input, dx);
        AssertSame<float>(dx, s.GatedGradient(InstructionSet.Scalar, false), "gated");
        Assert.Contains(0f, dx);
    }

    [Fact]
    public void Refuses_a_span_that_is_too_short()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => DenseKernel.Forward<float>(new float[5], [], new float[96], new float[64], 2, 3, 1, false));
        Assert.Equal("weights must have at least 6 elements for the given sizes, but has 5. (Parameter 'weights')", exception.Message);
        Assert.Throws<ArgumentException>(() => DenseKernel.Forward<float>(new float[6], new float[1], new float[96], new float[64], 2, 3, 1, false));
        Assert.Throws<ArgumentException>(() => DenseKernel.Forward<float>(new float[6], [], new float[95], new float[64], 2, 3, 1, false));
        Assert.Throws<ArgumentException>(() => DenseKernel.Forward<float>(new float[6], [], new float[96], new float[63], 2, 3, 1, false));
        Assert.Throws<ArgumentException>(() => DenseKernel.WeightGradient<float>(new float[64], new float[1024], new float[6], 1, 2, RowLayout.Strips(3), 1, 3, false));
        Assert.Throws<ArgumentException>(() => DenseKernel.WeightGradient<float>(new float[64], new float[1023], new float[6], 1, 2, RowLayout.Strips(3), 0, 2, false));
        Assert.Throws<ArgumentException>(() => DenseKernel.BiasGradient<float>(new float[64], new float[2], 33, 2, 0, 2));
    }

    [Fact]
    public void Allocates_nothing()
    {
        Shapes<float> s = new(new RandomSource(3), 37, 41, 70);
        s.Forward(InstructionSets.Best<float>(), false);
        Assert.Equal(0, AllocatedBytes.Least(() =>
        {
            DenseKernel.Forward<float>(s.Weights, s.Bias, s.Input, s.Output, s.Outputs, s.Inputs, s.Panels, false);
            DenseKernel.InputGradient<float>(s.Weights, s.Gradient, s.Input, s.Outputs, s.Inputs, s.Panels, false);
            DenseKernel.WeightGradient<float>(s.Gradient, s.Strips, s.Weights, 70, s.Outputs, RowLayout.Strips(s.Inputs), 0, s.Outputs, false);
            DenseKernel.BiasGradient<float>(s.Gradient, s.Bias, 70, s.Outputs, 0, s.Outputs);
        }));
    }

    private static void CheckRandomShapes<T>(InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomSource random = new(11);
        foreach ((int outputs, int inputs, int rows) in RandomShapes(random))
        {
            Shapes<T> s = new(random.Split(RandomPurpose.Data, outputs + (1000 * inputs)), outputs, inputs, rows);
            string what = $"{inputs} -> {outputs}, {rows} rows, {set}";
            foreach (bool accumulate in (bool[])[false, true])
            {
                AssertSame<T>(s.Forward(InstructionSet.Scalar, accumulate), s.Forward(set, accumulate), "forward " + what);
                AssertSame<T>(s.InputGradient(InstructionSet.Scalar, accumulate), s.InputGradient(set, accumulate), "input gradient " + what);
                AssertSame<T>(s.Forward(InstructionSet.Scalar, accumulate, rectify: true), s.Forward(set, accumulate, rectify: true), "rectified " + what);
                AssertSame<T>(s.GatedGradient(InstructionSet.Scalar, accumulate), s.GatedGradient(set, accumulate), "gated " + what);
                AssertSame<T>(s.WeightGradient(InstructionSet.Scalar, accumulate), s.WeightGradient(set, accumulate), "weight gradient " + what);
            }

            AssertClose<T>(s.BiasGradient(InstructionSet.Scalar), s.BiasGradient(set), 1, rows, "bias gradient " + what);
        }
    }

    private static IEnumerable<(int Outputs, int Inputs, int Rows)> RandomShapes(RandomSource random)
    {
        (int, int, int)[] shapes = [(1, 1, 1), (1, 30, 128), (32, 30, 100), (64, 30, 37), (12, 16, 32), (13, 17, 33), (25, 32, 64), (5, 33, 31), (60, 65, 300), (170, 9, 40), (7, 330, 40), (150, 400, 33), (210, 170, 150), (40, 1100, 133)];
        foreach ((int, int, int) shape in shapes)
        {
            yield return shape;
        }

        for (int i = 0; i < 30; i++)
        {
            yield return (1 + random.NextInt32(40), 1 + random.NextInt32(70), 1 + random.NextInt32(140));
        }
    }

    private static void CheckSplits<T>(InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int outputs = 29, inputs = 45, rows = 117;
        Shapes<T> s = new(new RandomSource(5), outputs, inputs, rows);
        T[] forward = new T[s.Output.Length];
        T[] inputGradient = new T[s.Input.Length];
        T[] weightGradient = new T[s.Weights.Length];
        T[] biasGradient = new T[outputs];
        for (int p = 0; p < s.Panels; p++)
        {
            DenseKernel.Forward<T>(
                s.Weights, s.Bias, s.Input.AsSpan(p * inputs * Panel), forward.AsSpan(p * outputs * Panel), outputs, inputs, 1, false, Panel, set);
            DenseKernel.InputGradient<T>(
                s.Weights, s.Gradient.AsSpan(p * outputs * Panel), inputGradient.AsSpan(p * inputs * Panel), outputs, inputs, 1, false, Panel, set);
        }

        int[] cuts = [0, 1, 6, 7, 20, outputs];
        for (int i = 1; i < cuts.Length; i++)
        {
            DenseKernel.WeightGradient<T>(s.Gradient, s.Strips, weightGradient.AsSpan(cuts[i - 1] * inputs), rows, outputs, RowLayout.Strips(inputs), cuts[i - 1], cuts[i], false, set);
            DenseKernel.BiasGradient<T>(s.Gradient, biasGradient.AsSpan(cuts[i - 1]), rows, outputs, cuts[i - 1], cuts[i], set);
        }

        AssertSame<T>(s.Forward(set, false), forward, "forward");
        AssertSame<T>(s.InputGradient(set, false), inputGradient, "input gradient");
        AssertSame<T>(s.WeightGradient(set, false), weightGradient, "weight gradient");
        AssertSame<T>(s.BiasGradient(set), biasGradient, "bias gradient");
    }

    private static void CheckShortPanels<T>(InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int lastRows = 1; lastRows <= Panel; lastRows++)
        {
            Shapes<T> s = new(new RandomSource(lastRows), 13, 7, 64);
            T[] whole = s.Forward(set, false);
            T[] part = new T[s.Output.Length];
            part.AsSpan().Fill(T.NaN);
            DenseKernel.Forward<T>(s.Weights, s.Bias, s.Input, part, s.Outputs, s.Inputs, s.Panels, false, lastRows, set);
            for (int i = 0; i < part.Length; i++)
            {
                bool padding = i >= part.Length / 2 && i % Panel >= lastRows;
                if (!part[i].Equals(whole[i]) && !(padding && part[i] == T.Zero))
                {
                    Assert.Fail($"element {i} with {lastRows} rows is {part[i]}");
                }
            }
        }
    }

    /// <summary>A dense layer's arrays, filled at random, and its four products in a given form.</summary>
    private sealed class Shapes<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public Shapes(RandomSource random, int outputs, int inputs, int rows)
        {
            (Outputs, Inputs, RowCount, Panels) = (outputs, inputs, rows, BatchTensor<T>.PanelsFor(rows));
            Weights = RandomArray<T>(ref random, outputs * inputs);
            Bias = RandomArray<T>(ref random, outputs);
            Input = RandomArray<T>(ref random, Panels * inputs * Panel);
            Output = RandomArray<T>(ref random, Panels * outputs * Panel);
            Gradient = RandomArray<T>(ref random, Panels * outputs * Panel);
            Strips = RandomArray<T>(ref random, Panels * BatchTensor<T>.StripsFor(inputs) * Panel * Panel);
        }

        public int Outputs { get; }

        public int Inputs { get; }

        public int RowCount { get; }

        public int Panels { get; }

        public T[] Weights { get; }

        public T[] Bias { get; }

        public T[] Input { get; }

        public T[] Output { get; }

        public T[] Gradient { get; }

        public T[] Strips { get; }

        public T[] Forward(InstructionSet set, bool accumulate, bool rectify = false)
        {
            T[] z = [.. Output];
            DenseKernel.Forward<T>(Weights, Bias, Input, z, Outputs, Inputs, Panels, accumulate, Panel, set, rectify);
            return z;
        }

        public T[] InputGradient(InstructionSet set, bool accumulate)
        {
            T[] dx = [.. Input];
            DenseKernel.InputGradient<T>(Weights, Gradient, dx, Outputs, Inputs, Panels, accumulate, Panel, set);
            return dx;
        }

        /// <summary>With X as the gate.</summary>
        public T[] GatedGradient(InstructionSet set, bool accumulate)
        {
            T[] dx = [.. Input];
            DenseKernel.InputGradient<T>(Weights, Gradient, dx, Outputs, Inputs, Panels, accumulate, Panel, set, Input);
            return dx;
        }

        public T[] WeightGradient(InstructionSet set, bool accumulate)
        {
            T[] dw = [.. Weights];
            DenseKernel.WeightGradient<T>(Gradient, Strips, dw, RowCount, Outputs, RowLayout.Strips(Inputs), 0, Outputs, accumulate, set);
            return dw;
        }

        public T[] BiasGradient(InstructionSet set)
        {
            T[] db = new T[Outputs];
            DenseKernel.BiasGradient<T>(Gradient, db, RowCount, Outputs, 0, Outputs, set);
            return db;
        }
    }
}
