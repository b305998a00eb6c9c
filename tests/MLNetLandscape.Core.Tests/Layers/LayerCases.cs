using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Layers;

/// <summary>Every layer in every form whose arithmetic differs, by name, with the shape of its input.</summary>
internal static class LayerCases
{
    private static readonly Shape Vector = Shape.Vector(5);
    private static readonly Shape Image = new(2, 5, 4);

    private static readonly Dictionary<string, (LayerDefinition Layer, Shape Input)> Cases = Create();

    public static IReadOnlyCollection<string> Names => Cases.Keys;

    public static (LayerDefinition Layer, Shape Input) Get(string name) => Cases[name];

    private static Dictionary<string, (LayerDefinition Layer, Shape Input)> Create()
    {
        Dictionary<string, (LayerDefinition, Shape)> cases = [];
        Activation[] activations = [new Identity(), new Relu(), new LeakyRelu(0.2), new Tanh(), new Sigmoid(), new Softplus()];
        foreach (Activation activation in activations)
        {
            cases.Add($"dense {activation.GetType().Name}", (new Dense(4, activation), Vector));
            cases.Add($"convolution {activation.GetType().Name}", (new Convolution2D(3, 3, 2, activation), Image));
        }

        cases.Add("dense of several units", (new Dense(30, new Tanh()), Vector));
        cases.Add("convolution of several units", (new Convolution2D(14, 2, 2, new Tanh()), Image));
        cases.Add("convolution same", (new Convolution2D(3, 3, 2, new Tanh()) { Padding = Padding.Same }, Image));
        cases.Add("convolution valid stride 2", (new Convolution2D(3, 3, 2, new Tanh()) { Stride = 2 }, Image));
        cases.Add("convolution same stride 2", (new Convolution2D(3, 3, 2, new Tanh()) { Padding = Padding.Same, Stride = 2 }, Image));
        cases.Add("convolution same stride 3", (new Convolution2D(2, 4, 3, new Sigmoid()) { Padding = Padding.Same, Stride = 3 }, Image));
        cases.Add("convolution by Winograd's form", (new Convolution2D(17, 3, 3, new Tanh()) { Padding = Padding.Same }, new Shape(17, 4, 4)));
        cases.Add("max pooling with a rest", (new MaxPooling2D(2), Image));
        cases.Add("max pooling", (new MaxPooling2D(2), new Shape(3, 4, 4)));
        cases.Add("flatten", (new Flatten(), Image));
        cases.Add("dropout", (new Dropout(0.4), Image));
        cases.Add("batch normalization of a vector", (new BatchNormalization(), Vector));
        cases.Add("batch normalization of an image", (new BatchNormalization(0.3, 1e-3), Image));
        cases.Add("batch normalization of several units", (new BatchNormalization(), Shape.Vector(14)));
        cases.Add("residual dense", (new ResidualBlock([new Dense(7, new Tanh()), new Dense(5, new Identity())]), Vector));
        cases.Add("residual of one layer", (new ResidualBlock([new Dense(5, new Softplus())]), Vector));
        cases.Add("residual convolution", (ConvolutionalBlock(), Image));
        cases.Add("residual in residual", (new ResidualBlock([new ResidualBlock([new Dense(5, new Tanh())]), new Dropout(0.25)]), Vector));
        cases.Add("residual of several units", (new ResidualBlock([new Dense(25, new Tanh()), new Dense(5, new Tanh())]), Vector));
        cases.Add("exponential unit", (new WithExponentialUnit(new Dense(4, new Tanh())), Vector));
        cases.Add("exponential unit, clamped at times", (new WithExponentialUnit(new Dense(14, new Softplus()), 0.5), Vector));
        foreach (Activation activation in activations)
        {
            cases.Add($"elman {activation.GetType().Name}", (new Elman(3, 4, activation), Shape.Vector(6)));
        }

        cases.Add("elman of one step", (new Elman(1, 3, new Tanh()), Vector));
        cases.Add("elman of many steps and units", (new Elman(9, 13, new Tanh()), Shape.Vector(9)));
        cases.Add("gate of a vector", (new Gate(), Vector));
        cases.Add("gate of an image", (new Gate(), Image));
        cases.Add("concatenation", (new Concatenation([ConcatenationBranch.PassThrough(), new([new Dense(7, new Tanh()), new Dense(3, new Softplus())])]), Vector));
        cases.Add("concatenation of overlapping slices", (Overlapping(), Vector));
        cases.Add("concatenation of passed channels alone", (new Concatenation([ConcatenationBranch.PassThrough(new(3, 2)), ConcatenationBranch.PassThrough(new(0, 4))]), Vector));
        cases.Add("concatenation of images", (ConvolutionalBranches(), Image));
        cases.Add("maximum and concatenation", (new MaximumConcatenation(3, 7), Vector));
        cases.Add(
            "maximum and concatenation of slices, clamped at times",
            (new MaximumConcatenation(6, 9) { Previous = new(1, 3), Earlier = new(0, 2), Source = new(3, 2), MaximumExponent = 0.05 }, Vector));
        cases.Add("maximum and concatenation of images", (new MaximumConcatenation(2, 3) { KernelSize = 3, Earlier = new(1, 1) }, Image));
        return cases;
    }

    private static Concatenation Overlapping() => new(
    [
        ConcatenationBranch.PassThrough(new ChannelRange(1, 2)),
        new([new Dense(14, new Sigmoid()), new Dropout(0.3)], new ChannelRange(0, 3)),
        new([new Dense(2, new Identity())], new ChannelRange(2, 3)),
        new([new Concatenation([ConcatenationBranch.PassThrough(new ChannelRange(4, 1)), new([new Dense(2, new Tanh())])])]),
    ]);

    private static Concatenation ConvolutionalBranches() => new(
    [
        new([new Convolution2D(3, 3, 3, new Tanh()) { Padding = Padding.Same }, new BatchNormalization()], new ChannelRange(1, 1)),
        ConcatenationBranch.PassThrough(new ChannelRange(0, 1)),
        new([new Convolution2D(2, 1, 1, new Softplus())]),
    ]);

    private static ResidualBlock ConvolutionalBlock() => new(
    [
        new Convolution2D(3, 3, 3, new Identity()) { Padding = Padding.Same },
        new BatchNormalization(),
        new Convolution2D(2, 3, 3, new Tanh()) { Padding = Padding.Same },
    ]);
}
