using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Layers;

public sealed class BatchNormalizationTests
{
    /// <summary>
    /// Figures of torch.nn.BatchNorm2d(2), PyTorch 1.13 in double: three 2x2x2 images, 3 x sequence + (1, -2), gamma (1.5, -0.7), beta (0.2, 0.4), running
    /// mean (0.1, -0.2), running variance (1.3, 0.8); digests of y and dE/dx, then dE/dgamma, dE/dbeta, running mean, running variance.
    /// </summary>
    public static TheoryData<PassMode, double[], double[], double[]> PyTorch => new()
    {
        {
            PassMode.Inference,
            [-0.589349181423775, 0.856488428114822, 2.302326037653419, -0.198582259926857, 1.890075392262093, 1.029969471611587],
            [-0.657790984519812, -0.335101067585565, -0.012411150651317, 0.31027876628293, -0.376543056031851, 0.214112718135758],
            [1.69106228517987, -2.458635988956451, -0.037735849056604, 0.735849056603774, 0.1, -0.2, 1.3, 0.8]
        },
        {
            PassMode.Training,
            [-1.925417756173795, -0.303965034969044, 1.317487686235707, -1.487187290983322, 0.340689572387741, -0.756553338439057],
            [-0.397229178885332, -0.291536509615493, -0.185843840345654, 0.619183707765946, -0.426720815929478, 0.186470060787291],
            [1.927662813548535, -1.075900748869287, -0.037735849056604, 0.735849056603774, 0.184059405940594, -0.396336633663366, 1.282761672206825, 0.773625758615466]
        },
    };

    [Theory]
    [MemberData(nameof(PyTorch))]
    public void Agrees_with_PyTorch(PassMode mode, double[] outputs, double[] inputGradient, double[] gradientAndState)
    {
        double[] x = Sequence.Of(24, 37, 101);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = (3 * x[i]) + (i % 8 < 4 ? 1 : -2);
        }

        ReferenceRun run = ReferenceRun.Of(
            new BatchNormalization(), new Shape(2, 2, 2), mode, x, [1.5, -0.7, 0.2, 0.4], Sequence.Of(24, 13, 53), 0.1, -0.2, 1.3, 0.8);
        AssertClose(outputs, run.Outputs[..6]);
        AssertClose(inputGradient, run.InputGradient[..6]);
        AssertClose(gradientAndState, [.. run.ParameterGradient, .. run.State]);
    }

    [Fact]
    public void Makes_a_feature_standard_in_training()
    {
        // x = 1, 3, 5, 7: mean 4, variance 5 (biased), 20 / 3 (unbiased).
        BatchNormalization layer = new(Momentum: 0.25, Epsilon: 1e-9);
        ReferenceRun run = ReferenceRun.Of(layer, Shape.Vector(1), PassMode.Training, [1, 3, 5, 7], [1, 0], [0, 0, 0, 0], 0, 1);
        double s = Math.Sqrt(5);
        AssertClose([-3 / s, -1 / s, 1 / s, 3 / s], run.Outputs, 1e-9);
        AssertClose([1, 0.75 + (0.25 * 20 / 3)], run.State);
    }

    [Fact]
    public void Takes_a_single_value_for_one_of_variance_zero()
    {
        ReferenceRun run = ReferenceRun.Of(new BatchNormalization(), Shape.Vector(1), PassMode.Training, [5], [2, 0.25], [1], 0, 1);
        AssertClose([0.25], run.Outputs);
        AssertClose([0.5, 0.9], run.State);
        AssertClose([0], run.InputGradient);
    }

    [Fact]
    public void Names_its_parameters_and_counts_its_state()
    {
        Shape shape = new(3, 2, 2);
        Assert.Equal(
            [new ParameterBlock("gamma", ParameterRole.Gain, 3, 1), new ParameterBlock("beta", ParameterRole.Bias, 3, 1)],
            new BatchNormalization().GetParameters(shape));
        Assert.Equal(6, new BatchNormalization().GetStateCount(shape));
    }

    [Fact]
    public void Starts_as_the_identity_of_standard_values()
    {
        double[] parameters = new double[4];
        double[] state = new double[4];
        new BatchNormalization().Initialize(Shape.Vector(2), parameters, state, new RandomSource(1));
        Assert.Equal([1, 1, 0, 0], parameters);
        Assert.Equal([0, 0, 1, 1], state);
    }

    [Fact]
    public void Refuses_a_part_of_a_training_batch()
    {
        LayerPass<double> pass = new BatchNormalization().CreatePass<double>(Shape.Vector(1), 64);
        BatchTensor<double> input = new(1, 64);
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => pass.Forward(input, [1, 0], [0, 1], PassMode.Training, new PanelRange(0, 1)));
        Assert.Equal("In training, batch normalization needs all 2 panels at once, but was given [0, 1). (Parameter 'panels')", exception.Message);
    }

    [Fact]
    public void Refuses_settings_out_of_range()
    {
        AssertRefused(
            new BatchNormalization(Momentum: 0),
            "BatchNormalization.Momentum must be above 0 and at most 1, but was 0. It is the share of a new batch in the running statistics.");
        AssertRefused(new BatchNormalization(Epsilon: 0), "BatchNormalization.Epsilon must be finite and positive, but was 0.");
    }

    private static void AssertRefused(BatchNormalization layer, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => layer.GetOutputShape(Shape.Vector(2))).Message);

    private static void AssertClose(double[] expected, double[] actual, double tolerance = 1e-13)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
