using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Onnx;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Onnx;

/// <summary>Models that together have every activation, kind of layer, form of the neuron, head, option and operator set.</summary>
internal static class OnnxCases
{
    private static readonly Activation Tanh = new Tanh();
    private static readonly Shape Image = new(2, 7, 6);

    public static IReadOnlyList<OnnxCase> All { get; } = [.. Activations(), .. Layers(), .. Neurons(), .. Heads(), .. Options()];

    /// <summary>A model with numbers of its own in all parameters and statistics.</summary>
    public static SavedModel Model(NetworkDefinition network, LearningTask task = LearningTask.Regression, Loss? loss = null)
    {
        Network<float> created = Network<float>.Create(network, seed: 11);
        Random random = new(5);
        float[] parameters = [.. created.Parameters.ToArray().Select(value => value + (float)((0.4 * random.NextDouble()) - 0.2))];

        // At least 0.5, because half of them are variances.
        float[] state = [.. created.State.ToArray().Select(_ => (float)(0.5 + random.NextDouble()))];
        return new SavedModel { Network = network, Parameters = parameters, State = state, Loss = loss ?? new Squared(), Task = task };
    }

    /// <summary>The model with output biases such that every output is 0 on the average of some rows: so that all classes are predicted.</summary>
    public static SavedModel Centred(SavedModel model)
    {
        OnnxCase one = new("", model, new OnnxOptions());
        float[] outputs = one.Predict(one.Rows(33));
        int bias = ParameterLayout.Of(model.Network).Entries.Last(entry => entry.LayerIndex >= 0).Offset;
        int width = outputs.Length / 33;
        float[] parameters = [.. model.Parameters];
        for (int k = 0; k < width; k++)
        {
            parameters[bias + k] -= outputs.Where((_, i) => i % width == k).Average();
        }

        return model with { Parameters = parameters };
    }

    public static NetworkDefinition Network(Shape input, NeuronDefinition? neuron, params LayerDefinition[] layers) =>
        new() { Input = input, Layers = layers, Neuron = neuron };

    public static NetworkDefinition Tabular(int outputs, NeuronDefinition? neuron = null) =>
        Network(Shape.Vector(5), neuron, new Dense(7, Tanh), new Dense(6, new Softplus()), Linear(outputs));

    public static Standardizer Scaling(params double[] means) =>
        new() { Means = means, Deviations = [.. means.Select((_, j) => 0.3 + (0.7 * j))] };

    private static Dense Linear(int outputs) => new(outputs, new Identity());

    private static OnnxCase Case(string name, SavedModel model, OnnxOptions? options = null) => new(name, model, options ?? new OnnxOptions());

    private static OnnxCase Case(string name, Shape input, params LayerDefinition[] layers) => Case(name, Model(Network(input, null, layers)));

    private static IEnumerable<OnnxCase> Activations()
    {
        foreach (Activation activation in new Activation[] { new Identity(), new Relu(), new LeakyRelu(0.2), Tanh, new Sigmoid(), new Softplus() })
        {
            yield return Case($"activation {activation.GetType().Name}", Shape.Vector(5), new Dense(9, activation), Linear(2));
            yield return Case($"output activation {activation.GetType().Name}", Shape.Vector(5), new Dense(3, activation));
        }
    }

    private static IEnumerable<OnnxCase> Layers()
    {
        Convolution2D same = new(3, 2, 4, new Relu()) { Padding = Padding.Same };
        yield return Case("convolution", Image, new Convolution2D(3, 3, 2, Tanh), new Flatten(), Linear(2));
        yield return Case("convolution with stride", Image, new Convolution2D(3, 3, 2, Tanh) { Stride = 2 }, new Flatten(), Linear(2));
        yield return Case("convolution, asymmetric padding", Image, same, new Flatten(), Linear(2));
        yield return Case("convolution, asymmetric padding with stride", Image, same with { Stride = 2 }, new Flatten(), Linear(2));
        yield return Case("convolution, stride beyond the kernel", Image, same with { Stride = 5 }, new Flatten(), Linear(2));
        yield return Case("convolution, kernel of one place", Image, new Convolution2D(3, 1, 1, Tanh) { Padding = Padding.Same, Stride = 3 }, new Flatten(), Linear(1));
        yield return Case("convolution down to one place, then dense", Image, new Convolution2D(4, 7, 6, Tanh), Linear(2));
        yield return Case("convolution last", Image, new Convolution2D(2, 6, 6, Tanh));
        yield return Case("pooling with a rest", Image, same, new MaxPooling2D(2), new Convolution2D(2, 2, 2, Tanh), new MaxPooling2D(2), new Flatten(), Linear(2));
        yield return Case("pooling first", Image, new MaxPooling2D(3), new Flatten());
        yield return Case("flatten alone", Image, new Flatten());
        yield return Case("dropout alone", Shape.Vector(4), new Dropout(0.5));
        yield return Case("dropout", Shape.Vector(4), new Dense(6, Tanh), new Dropout(0.5), Linear(2));
        yield return Case("normalization of features", Shape.Vector(4), new BatchNormalization(), new Dense(6, Tanh), new BatchNormalization(Epsilon: 0.1), Linear(2));
        yield return Case("normalization of an image", Image, new BatchNormalization(), same, new BatchNormalization(), new Flatten(), Linear(2));
        yield return Case("recurrent layer", Shape.Vector(6), new Elman(3, 5, Tanh), Linear(2));
        yield return Case("recurrent layer, linear, last", Shape.Vector(4), new Elman(4, 2, new Identity()));
        yield return Case("recurrent layer behind an image", Image, new Flatten(), new Elman(7, 3, new Sigmoid()), Linear(1));
        yield return Case("recurrent layer beside a skip neuron", Model(Network(Shape.Vector(6), new SkipNeuron(), new Elman(2, 4, Tanh), Linear(1))));
        yield return Case("gates of features", Shape.Vector(4), new Dense(6, Tanh), new Gate(), Linear(2));
        yield return Case("gates of an image", Image, same, new Gate(), new Flatten(), Linear(2));
        yield return Case("residual block of features", Shape.Vector(4), new ResidualBlock([new Dense(6, Tanh), new BatchNormalization(), Linear(4)]), Linear(2));
        yield return Case(
            "residual blocks of images, one in another",
            Image,
            new ResidualBlock([same, new BatchNormalization(), new ResidualBlock([new Dropout(0.3), same with { Filters = 3 }]), same with { Filters = 2 }]),
            new Flatten(),
            Linear(2));
        yield return Case("residual block through one place", Shape.Vector(3), new ResidualBlock([new Convolution2D(3, 1, 1, Tanh)]), Linear(2));
        yield return Case("layers with exponential units", Shape.Vector(4), new WithExponentialUnit(new Dense(5, Tanh), 0.2), new WithExponentialUnit(new BatchNormalization()), Linear(2));
        yield return Case(
            "concatenation of features",
            Shape.Vector(4),
            new Concatenation([ConcatenationBranch.PassThrough(new(1, 2)), new([new Dense(5, Tanh), new BatchNormalization()]), new([Linear(2)], new ChannelRange(0, 3))]),
            new Concatenation([ConcatenationBranch.PassThrough(), new([new Dense(3, Tanh)])]),
            Linear(2));
        yield return Case(
            "concatenation of images",
            Image,
            new Concatenation([new([same with { Filters = 4 }, new ResidualBlock([same with { Filters = 4 }])], new ChannelRange(1, 1)), ConcatenationBranch.PassThrough()]),
            new Flatten(),
            Linear(2));
        yield return Case(
            "maximum and concatenation of features",
            Shape.Vector(5),
            new MaximumConcatenation(2, 3) { Previous = new(1, 4), Earlier = new(0, 2), Source = new(4, 1), MaximumExponent = 0.001 },
            new MaximumConcatenation(2, 4),
            Linear(2));
        yield return Case("maximum and concatenation of images", Image, new MaximumConcatenation(2, 3) { KernelSize = 3, Earlier = new(1, 1) }, new Flatten(), Linear(2));
        yield return Case("exponential unit last", Shape.Vector(4), new WithExponentialUnit(new WithExponentialUnit(Linear(2))));
    }

    private static IEnumerable<OnnxCase> Neurons()
    {
        yield return Case("skip neuron", Model(Tabular(1, new SkipNeuron())));
        yield return Case("skip neurons", Model(Tabular(3, new SkipNeuron())));
        yield return Case("skip neurons, clamped", Model(Tabular(3, new SkipNeuron(0.1))));
        yield return Case("skip neuron of an image", Model(Network(Image, new SkipNeuron(), new Convolution2D(2, 7, 6, Tanh))));
        foreach (int power in new[] { 1, 2, 3, 4, 5, 6, 11 })
        {
            yield return Case($"monomial neurons of power {power}", Model(Tabular(2, new MonomialNeuron(power))));
        }

        yield return Case("layerwise neurons", Model(Tabular(2, new LayerwiseNeurons())));
        yield return Case("layerwise neurons, clamped", Model(Tabular(2, new LayerwiseNeurons(0.1))));
        yield return Case(
            "layerwise neurons after a convolution",
            Model(Network(Image, new LayerwiseNeurons(), new Convolution2D(2, 3, 3, Tanh), new Flatten(), new Dense(5, Tanh), Linear(2))));
        yield return Case("loss factor", Model(Tabular(2, new LossFactorNeuron())));
    }

    private static IEnumerable<OnnxCase> Heads()
    {
        SavedModel binary = Centred(Model(Tabular(1, new SkipNeuron()), LearningTask.Binary, new PolynomialHinge()));
        yield return Case("binary", binary);
        yield return Case("binary, calibrated", binary, new OnnxOptions { Calibration = new OnnxCalibration(-1.7, 0.4) });
        yield return Case("binary, logistic", binary with { Loss = new Logistic() });
        yield return Case("binary, logistic, calibrated", binary with { Loss = new Logistic() }, new OnnxOptions { Calibration = new OnnxCalibration(-0.6, -0.2) });
        yield return Case("multiclass", Centred(Model(Tabular(4, new SkipNeuron()), LearningTask.Multiclass, new SoftmaxCrossEntropy())));
        yield return Case("regression", Model(Tabular(1)));
        yield return Case("regression, scaled labels", Model(Tabular(1)), new OnnxOptions { ScoreScaling = new OnnxScoreScaling(22.5, 9.2) });
    }

    private static IEnumerable<OnnxCase> Options()
    {
        SavedModel scaled = Model(Tabular(3, new SkipNeuron()), LearningTask.Multiclass, new SoftmaxCrossEntropy()) with
        {
            Standardizer = Scaling(-0.4, 12345.678, 1e-7, 1e6, 0.5),
            FeatureNames = ["a", "b \"quoted\"", "c", "d", "häufig"],
            ClassNames = ["no", "yes", "può darsi"],
            LabelName = "answer",
            Metadata = new Dictionary<string, string> { ["source"] = "tests" },
        };
        yield return Case("standardised", scaled);
        yield return Case("standardised, exact means", Model(Tabular(1)) with { Standardizer = Scaling(1, 2, 3, 4, 5) });
        yield return Case("standardised outside", scaled, new OnnxOptions { IncludeStandardization = false });
        yield return Case("names that the graph would use", scaled, new OnnxOptions { InputName = "layer0_gemm" });
        for (int opset = OnnxOptions.MinimumOpset; opset <= OnnxOptions.MaximumOpset; opset++)
        {
            OnnxOptions options = new() { Opset = opset };
            SavedModel image = Model(
                Network(
                    Image,
                    new SkipNeuron(),
                    new BatchNormalization(),
                    new ResidualBlock([new Convolution2D(2, 2, 2, new LeakyRelu()) { Padding = Padding.Same }]),
                    new MaxPooling2D(2),
                    new Flatten(),
                    new WithExponentialUnit(new Dense(4, new Sigmoid())),
                    Linear(3)),
                LearningTask.Multiclass,
                new SoftmaxCrossEntropy());
            yield return Case($"opset {opset}, several classes", image, options);
            yield return Case($"opset {opset}, two classes", Model(Tabular(1, new MonomialNeuron(3)), LearningTask.Binary, new Logistic()), options);
            yield return Case($"opset {opset}, standardised", scaled, options);
        }
    }
}
