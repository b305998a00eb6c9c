using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Onnx;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Onnx;

/// <summary>Files, and what cannot be exported.</summary>
public sealed class OnnxModelTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("landscape-onnx").FullName;

    private static SavedModel Regression => OnnxCases.Model(OnnxCases.Tabular(1));

    private static SavedModel Binary => OnnxCases.Model(OnnxCases.Tabular(1), LearningTask.Binary, new PolynomialHinge());

    private string Target => Path.Combine(folder, "model.onnx");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_holds_what_a_stream_gets()
    {
        using MemoryStream stream = new();
        OnnxModel.Write(stream, Regression);
        OnnxModel.Write(Target, Regression);
        Assert.Equal(stream.ToArray(), File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(folder));
        Assert.True(stream.CanWrite);
    }

    [Fact]
    public void A_refused_model_leaves_the_old_file()
    {
        File.WriteAllText(Target, "old");
        Assert.Throws<ArgumentException>(() => OnnxModel.Write(Target, Regression, new OnnxOptions { Opset = 12 }));
        Assert.Equal("old", File.ReadAllText(Target));
    }

    [Fact]
    public void Refuses_a_path_that_cannot_be_written()
    {
        string path = Path.Combine(folder, "absent", "model.onnx");
        IOException exception = Assert.Throws<IOException>(() => OnnxModel.Write(path, Regression));
        Assert.Equal($"Cannot write '{path}': the folder '{Path.Combine(folder, "absent")}' does not exist. Create it first.", exception.Message);
        Assert.Equal(
            $"Cannot write '{folder}': it is a folder. Name a file in it.", Assert.Throws<IOException>(() => OnnxModel.Write(folder, Regression)).Message);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(18)]
    [InlineData(-1)]
    public void Refuses_other_operator_sets(int opset) => AssertRefused(
        $"Opset must be 13 to 17, but was {opset}. Runtimes read older operator sets than their own, so 13 suits nearly all.",
        Regression,
        new OnnxOptions { Opset = opset });

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("my features")]
    [InlineData("features\n")]
    [InlineData(null)]
    public void Refuses_an_input_name_that_is_no_identifier(string? name) => AssertRefused(
        $"InputName must be a letter or underscore, then letters, digits or underscores, but was '{name}'. The default is 'features'.",
        Regression,
        new OnnxOptions { InputName = name! });

    [Fact]
    public void Refuses_an_input_named_as_an_output() => AssertRefused(
        "InputName must not be the name of an output, but was 'Score'. The default is 'features'.", Regression, new OnnxOptions { InputName = "Score" });

    [Fact]
    public void Refuses_an_unknown_layer_and_says_where_it_is()
    {
        SavedModel model = new()
        {
            Network = OnnxCases.Network(Shape.Vector(3), null, new Dropout(0.1), new ResidualBlock([new Flatten(), new Mirror()])),
            Parameters = [],
            Loss = new Squared(),
            Task = LearningTask.Regression,
        };
        AssertRefused(
            "Layers[1].Body[1]: the layer Mirror has no ONNX form here. Dense, Convolution2D, MaxPooling2D, Flatten, Dropout, BatchNormalization, "
            + "ResidualBlock, Concatenation, MaximumConcatenation, WithExponentialUnit, Gate and Elman have one.",
            model);
    }

    [Fact]
    public void Refuses_an_unknown_activation() => AssertRefused(
        "Layers[0].Inner: the activation Sine has no ONNX form here. Identity, Relu, LeakyRelu, Tanh, Sigmoid and Softplus have one.",
        OnnxCases.Model(OnnxCases.Network(Shape.Vector(3), null, new WithExponentialUnit(new Dense(2, new Sine())))));

    [Fact]
    public void Refuses_an_unknown_neuron()
    {
        SavedModel model = Regression;
        AssertRefused(
            "The neuron Silent has no ONNX form here. SkipNeuron, MonomialNeuron, LayerwiseNeurons and LossFactorNeuron have one.",
            model with { Network = model.Network with { Neuron = new Silent() } });
    }

    [Fact]
    public void Refuses_parts_that_do_not_fit_together() => AssertRefused(
        "The model cannot be exported: it has 1 parameters and 0 running statistics, but its network has 97 and 0.", Regression with { Parameters = [1] });

    [Fact]
    public void Refuses_a_deviation_beyond_single_precision() => AssertRefused(
        "Feature 1 is scaled by the mean 2 and the deviation 1E-40, but an ONNX graph computes in single precision, where both must be at most "
        + "3.4E+38 and the deviation at least 1.2E-38. Rescale the feature, or set IncludeStandardization to false.",
        Regression with { Standardizer = new Standardizer { Means = [1, 2, 3, 4, 5], Deviations = [1, 1e-40, 1, 1, 1] } });

    [Fact]
    public void Refuses_a_head_that_does_not_fit_the_outputs()
    {
        AssertRefused(
            "A binary model must have a network of 1 output, but it has 2. Set Task to Multiclass, or use one output.",
            OnnxCases.Model(OnnxCases.Tabular(2), LearningTask.Binary));
        AssertRefused(
            "A multiclass model must have a network of at least 2 outputs, but it has 1. Set Task to Binary.",
            OnnxCases.Model(OnnxCases.Tabular(1), LearningTask.Multiclass));
    }

    [Fact]
    public void Refuses_options_of_another_task()
    {
        AssertRefused(
            "Calibration is for two classes, but the model's task is Regression. Leave it out.",
            Regression,
            new OnnxOptions { Calibration = OnnxCalibration.LogOdds });
        AssertRefused(
            "ScoreScaling is for regression, but the model's task is Binary. Leave it out.", Binary, new OnnxOptions { ScoreScaling = new OnnxScoreScaling(0, 1) });
    }

    [Fact]
    public void Refuses_numbers_that_are_none()
    {
        AssertRefused(
            "Calibration must have a finite slope and offset in single precision, but has NaN and 0.",
            Binary,
            new OnnxOptions { Calibration = new OnnxCalibration(double.NaN, 0) });
        AssertRefused(
            "ScoreScaling must have a finite mean and a positive deviation in single precision, but has 0 and -1.",
            Regression,
            new OnnxOptions { ScoreScaling = new OnnxScoreScaling(0, -1) });
    }

    [Fact]
    public void A_deviation_beyond_single_precision_is_fine_where_the_graph_does_not_scale() => OnnxModel.Write(
        Stream.Null,
        Regression with { Standardizer = new Standardizer { Means = [1, 2, 3, 4, 5], Deviations = [1, 1e-40, 1, 1, 1] } },
        new OnnxOptions { IncludeStandardization = false });

    private static void AssertRefused(string message, SavedModel model, OnnxOptions? options = null) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => OnnxModel.Write(Stream.Null, model, options)).Message);

    private sealed record Silent : NeuronDefinition;

    private sealed record Mirror : LayerDefinition
    {
        public override Shape GetOutputShape(Shape input) => input;

        public override IReadOnlyList<ParameterBlock> GetParameters(Shape input) => [];

        public override void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random)
        {
        }

        public override LayerPass<T> CreatePass<T>(Shape input, int rowCapacity) => throw new NotSupportedException();
    }

    private sealed record Sine : Activation
    {
        public override bool IsPiecewiseLinear => false;

        public override double Bound => 1;

        public override void Apply<T>(Span<T> values) => throw new NotSupportedException();

        public override void MultiplyByDerivative<T>(ReadOnlySpan<T> outputs, Span<T> gradients) => throw new NotSupportedException();

        public override void SecondDerivative<T>(ReadOnlySpan<T> outputs, Span<T> destination) => throw new NotSupportedException();
    }
}
