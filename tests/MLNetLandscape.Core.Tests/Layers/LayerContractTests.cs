using System.Text.Json;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Layers;

/// <summary>What <see cref="LayerPass{T}"/> promises, of every layer.</summary>
public sealed class LayerContractTests
{
    private const double Step = 1e-5;

    public static TheoryData<string> Layers => [.. LayerCases.Names];

    public static TheoryData<string, int> LayersAndRows
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (string name in LayerCases.Names)
            {
                foreach (int rows in (int[])[1, 31, 32, 33, 100])
                {
                    data.Add(name, rows);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_derivative_agrees_with_central_differences(string name)
    {
        foreach (PassMode mode in Enum.GetValues<PassMode>())
        {
            LayerHarness<double> layer = Create<double>(name, 3);
            (double[] parameters, double[] inputs) = layer.Gradient(mode);
            AssertClose(Differences(layer.Parameters, () => layer.Value(mode)), parameters, $"{mode}, parameters");
            AssertClose(Differences(layer.Inputs, () => layer.Value(mode)), inputs, $"{mode}, inputs");
        }
    }

    [Theory]
    [MemberData(nameof(LayersAndRows))]
    public void Gradients_agree_with_central_differences_along_a_direction(string name, int rows)
    {
        foreach (PassMode mode in Enum.GetValues<PassMode>())
        {
            LayerHarness<double> layer = Create<double>(name, rows);
            (double[] v, double[] u) = Direction(layer, 5);
            (double[] parameters, double[] inputs) = layer.Gradient(mode);
            double slope = Along(layer, v, u, () => [layer.Value(mode)])[0];
            double product = Dot(parameters, v) + Dot(inputs, u);
            Assert.True(Math.Abs(slope - product) <= 1e-7 * Math.Max(1, Math.Abs(slope)), $"{mode}: {product} against {slope} by differences");
        }
    }

    [Theory]
    [MemberData(nameof(LayersAndRows))]
    public void Tangents_agree_with_central_differences_of_gradients(string name, int rows)
    {
        LayerHarness<double> layer = Create<double>(name, rows);
        (double[] v, double[] u) = Direction(layer, 5);
        double[] expected = Along(layer, v, u, () => Joined(layer.Gradient(PassMode.Inference)));
        AssertClose(expected, Joined(layer.Product(v, u)), "moving input");
        expected = Along(layer, v, new double[u.Length], () => Joined(layer.Gradient(PassMode.Inference)));
        AssertClose(expected, Joined(layer.Product(v, [])), "constant input");
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void The_hessian_is_symmetric(string name)
    {
        LayerHarness<double> layer = Create<double>(name, 33);
        (double[] v1, double[] u1) = Direction(layer, 5);
        (double[] v2, double[] u2) = Direction(layer, 6);
        double first = Dot([.. v2, .. u2], Joined(layer.Product(v1, u1)));
        double second = Dot([.. v1, .. u1], Joined(layer.Product(v2, u2)));
        Assert.True(Math.Abs(first - second) <= 1e-12 * Math.Max(1, Math.Abs(first)), $"{first} against {second}");
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Results_do_not_depend_on_the_ranges(string name)
    {
        foreach (PassMode mode in Enum.GetValues<PassMode>())
        {
            LayerHarness<float> whole = Create<float>(name, 100);
            LayerHarness<float> parts = Create<float>(name, 100);
            bool coupled = mode == PassMode.Training && whole.Pass.CouplesRows;
            (float[] Parameters, float[] Inputs) expected = whole.Gradient(mode);
            (float[] Parameters, float[] Inputs) actual = parts.Gradient(mode, coupled ? int.MaxValue : 1, unitsAtATime: 1);
            Assert.Equal(whole.Outputs(), parts.Outputs());
            Assert.Equal(expected.Inputs, actual.Inputs);
            Assert.Equal(expected.Parameters, actual.Parameters);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void What_a_larger_batch_left_behind_does_not_matter(string name)
    {
        LayerHarness<double> clean = Create<double>(name, 33);
        (LayerDefinition layer, Shape input) = LayerCases.Get(name);
        LayerHarness<double> soiled = new(layer, input, 33, rowCapacity: 100);
        soiled.Soil(100);
        (double[] v, double[] u) = Direction(clean, 5);
        Assert.Equal(Joined(clean.Gradient(PassMode.Training)), Joined(soiled.Gradient(PassMode.Training)));
        Assert.Equal(clean.Outputs(), soiled.Outputs());
        Assert.Equal(Joined(clean.Product(v, u)), Joined(soiled.Product(v, u)));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Padding_gets_no_gradient(string name)
    {
        foreach (PassMode mode in Enum.GetValues<PassMode>())
        {
            LayerHarness<double> layer = Create<double>(name, 33);
            layer.Gradient(mode);
            BatchTensor<double> gradient = layer.InputGradient;
            for (int feature = 0; feature < gradient.Features; feature++)
            {
                Assert.All(gradient.Panel(1).Slice((feature * 32) + 1, 31).ToArray(), value => Assert.Equal(0, value));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Single_and_double_agree(string name)
    {
        LayerHarness<double> wide = Create<double>(name, 33);
        LayerHarness<float> narrow = Create<float>(name, 33);
        foreach (PassMode mode in Enum.GetValues<PassMode>())
        {
            double[] expected = Joined(wide.Gradient(mode));
            float[] actual = [.. Joined(narrow.Gradient(mode))];
            AssertClose(expected, Array.ConvertAll(actual, value => (double)value), $"{mode}", 1e-4);
            AssertClose(wide.Outputs(), Array.ConvertAll(narrow.Outputs(), value => (double)value), $"{mode}, outputs", 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Nothing_is_allocated_after_the_first_step(string name)
    {
        LayerHarness<double> layer = Create<double>(name, 33);
        double[] gradient = new double[layer.Parameters.Length];
        layer.Step(gradient, PassMode.Training);
        layer.TangentStep(gradient);
        Assert.Equal(0, AllocatedBytes.Least(() =>
        {
            layer.Step(gradient, PassMode.Training);
            layer.Step(gradient, PassMode.Inference);
            layer.TangentStep(gradient);
        }));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Definitions_survive_serialisation(string name)
    {
        LayerDefinition layer = LayerCases.Get(name).Layer;
        Assert.Equal(layer, JsonSerializer.Deserialize<LayerDefinition>(JsonSerializer.Serialize(layer)));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Single_and_double_start_from_the_same_numbers(string name)
    {
        (LayerDefinition layer, Shape input) = LayerCases.Get(name);
        double[] wide = new double[layer.GetParameterCount(input)];
        float[] narrow = new float[wide.Length];
        layer.Initialize(input, wide, new double[layer.GetStateCount(input)], new RandomSource(3));
        layer.Initialize(input, narrow, new float[layer.GetStateCount(input)], new RandomSource(3));
        Assert.Equal(Array.ConvertAll(wide, value => (float)value), narrow);
    }

    private static LayerHarness<T> Create<T>(string name, int rows)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        (LayerDefinition layer, Shape input) = LayerCases.Get(name);
        return new LayerHarness<T>(layer, input, rows);
    }

    private static (double[] V, double[] U) Direction(LayerHarness<double> layer, long seed)
    {
        RandomSource random = new(seed);
        double[] values = new double[layer.Parameters.Length + layer.Inputs.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (2 * random.NextDouble()) - 1;
        }

        return (values[..layer.Parameters.Length], values[layer.Parameters.Length..]);
    }

    /// <summary>The derivative of some values along (v, u), by central differences.</summary>
    private static double[] Along(LayerHarness<double> layer, double[] v, double[] u, Func<double[]> values)
    {
        double[] p = [.. layer.Parameters];
        double[] x = [.. layer.Inputs];
        double[] above = At(1);
        double[] below = At(-1);
        At(0);
        return above.Zip(below, (a, b) => (a - b) / (2 * Step)).ToArray();

        double[] At(double sign)
        {
            for (int i = 0; i < p.Length; i++)
            {
                layer.Parameters[i] = p[i] + (sign * Step * v[i]);
            }

            for (int i = 0; i < x.Length; i++)
            {
                layer.Inputs[i] = x[i] + (sign * Step * u[i]);
            }

            return values();
        }
    }

    private static double[] Differences(double[] variables, Func<double> value)
    {
        double[] differences = new double[variables.Length];
        for (int i = 0; i < variables.Length; i++)
        {
            double start = variables[i];
            variables[i] = start + Step;
            double above = value();
            variables[i] = start - Step;
            differences[i] = (above - value()) / (2 * Step);
            variables[i] = start;
        }

        return differences;
    }

    private static void AssertClose(double[] expected, double[] actual, string what, double tolerance = 1e-7)
    {
        double scale = Math.Max(1, expected.Select(Math.Abs).DefaultIfEmpty().Max());
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance * scale, $"{what}: entry {i} is {actual[i]}, but {expected[i]} was expected");
        }
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static T[] Joined<T>((T[] Parameters, T[] Inputs) parts) => [.. parts.Parameters, .. parts.Inputs];
}
