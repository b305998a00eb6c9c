using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Persistence;

public sealed partial class ModelFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("landscape-model").FullName;

    private string File => Path.Combine(folder, "model");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Reads_back_every_bit()
    {
        SavedModel model = Sample();
        ModelFile.Write(File, model);
        SavedModel read = ModelFile.Read(File);
        Assert.Equal(model.Parameters, read.Parameters);
        Assert.Equal(model.State, read.State);
        Assert.Equal(model.Network.Layers, read.Network.Layers);
        Assert.Equal((model.Network.Input, model.Network.Neuron), (read.Network.Input, read.Network.Neuron));
        Assert.Equal((model.Loss, model.Task, model.LabelName), (read.Loss, read.Task, read.LabelName));
        Assert.Equal(model.Standardizer!.Means, read.Standardizer!.Means);
        Assert.Equal(model.Standardizer.Deviations, read.Standardizer.Deviations);
        Assert.Equal(model.FeatureNames, read.FeatureNames);
        Assert.Equal(model.ClassNames, read.ClassNames);
        Assert.Equal(model.Metadata, read.Metadata);
        Assert.Equal([File], Directory.GetFiles(folder));
    }

    [Fact]
    public void Reads_back_parameters_in_double_precision()
    {
        SavedModel model = Sample();
        model = model with { PreciseParameters = [.. model.Parameters.Select((p, i) => p * (1 + (i * 1e-10)))] };
        ModelFile.Write(File, model);
        SavedModel read = ModelFile.Read(File);
        Assert.Equal(model.Parameters, read.Parameters);
        Assert.Equal(model.PreciseParameters, read.PreciseParameters);
        Assert.Equal(model.PreciseParameters, read.CreatePreciseNetwork().Parameters);
        Assert.Equal(model.Parameters.Select(p => (double)p), Sample().CreatePreciseNetwork().Parameters.ToArray());
    }

    [Fact]
    public void Refuses_parameters_in_double_precision_that_are_others()
    {
        SavedModel model = Sample();
        double[] others = [.. model.Parameters.Select(p => (double)p)];
        others[3] += 1;
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ModelFile.Write(File, model with { PreciseParameters = others }));
        Assert.Equal(
            "The model cannot be saved: its parameters in double precision are not those in single precision before they were rounded.", exception.Message);
        Assert.Throws<ArgumentException>(() => ModelFile.Write(File, model with { PreciseParameters = others[1..] }));
    }

    [Fact]
    public void Reads_back_every_kind_of_layer()
    {
        SavedModel model = Image();
        ModelFile.Write(File, model);
        SavedModel read = ModelFile.Read(File);
        Assert.Equal(model.Parameters, read.Parameters);
        Assert.Equal(model.State, read.State);
        for (int i = 0; i < model.Network.Layers.Count; i++)
        {
            if (model.Network.Layers[i] is ResidualBlock block)
            {
                Assert.Equal(block.Body, Assert.IsType<ResidualBlock>(read.Network.Layers[i]).Body);
            }
            else
            {
                Assert.Equal(model.Network.Layers[i], read.Network.Layers[i]);
            }
        }
    }

    [Fact]
    public void Creates_its_network_with_numbers_of_its_own()
    {
        SavedModel model = Image();
        Network<float> network = model.CreateNetwork();
        Assert.Equal(model.Network, network.Definition);
        Assert.Equal(model.Parameters, network.Parameters);
        Assert.Equal(model.State, network.State);
        network.Parameters[0] += 1;
        Assert.NotEqual(model.Parameters[0], network.Parameters[0]);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => (model with { Parameters = [1] }).CreateNetwork());
        Assert.Equal(
            $"The network has {model.Parameters.Length} parameters, but 1 were given. Pass as many as Layout.Count says. (Parameter 'parameters')",
            exception.Message);
    }

    [Fact]
    public void Tells_the_class_that_outputs_speak_for()
    {
        SavedModel binary = Sample();
        Assert.Equal(["B", "B", "M"], new float[] { -1, 0, 1 }.Select(output => binary.GetClassName(binary.PredictClass([output]))));
        SavedModel several = Image();
        Assert.Equal(2, several.PredictClass([0, 1, 2]));
        Assert.Equal("2", several.GetClassName(2));
        Assert.Equal(
            "Only a model of classes predicts one, but the task of this one is Regression. Its outputs are the predictions.",
            Assert.Throws<InvalidOperationException>(() => (binary with { Task = LearningTask.Regression }).PredictClass([1])).Message);
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes() => Assert.Equal(ToBytes(Sample()), ToBytes(Sample()));

    [Fact]
    public void A_stream_may_go_on_after_the_model()
    {
        byte[] bytes = [.. ToBytes(Sample()), 1, 2, 3];
        using MemoryStream stream = new(bytes);
        ModelFile.Read(stream);
        Assert.Equal(3, stream.Length - stream.Position);
    }

    [Fact]
    public void Reads_from_a_stream_that_cannot_seek() =>
        Assert.Equal(Sample().Parameters, ModelFile.Read(new Pipe(ToBytes(Sample()))).Parameters);

    [Fact]
    public void Refuses_to_write_a_model_whose_parts_do_not_fit()
    {
        SavedModel model = Sample() with { Parameters = new float[3] };
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ModelFile.Write(File, model));
        Assert.Equal("The model cannot be saved: it has 3 parameters and 0 running statistics, but its network has 17 and 0.", exception.Message);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Says_that_a_path_cannot_be_written()
    {
        string path = Path.Combine(folder, "missing", "model");
        IOException exception = Assert.Throws<IOException>(() => ModelFile.Write(path, Sample()));
        Assert.Equal($"Cannot write '{path}': the folder '{Path.Combine(folder, "missing")}' does not exist. Create it first.", exception.Message);
    }

    [Fact]
    public void Says_that_a_file_does_not_exist() => Assert.Throws<FileNotFoundException>(() => ModelFile.Read(File));

    private static SavedModel Sample()
    {
        NetworkDefinition network = new()
        {
            Input = Shape.Vector(2),
            Layers = [new Dense(3, new Relu()), new Dense(1, new Identity())],
            Neuron = new SkipNeuron(),
        };
        return new SavedModel
        {
            Network = network,
            Parameters = Numbers(ParameterLayout.Of(network).Count),
            Loss = new PolynomialHinge(3),
            Task = LearningTask.Binary,
            Standardizer = new Standardizer { Means = [1.5, -2], Deviations = [0.25, 1] },
            FeatureNames = ["x", "y"],
            ClassNames = ["B", "M"],
            LabelName = "diagnosis",
            Metadata = new Dictionary<string, string> { ["source"] = "UCI „WDBC“" },
        };
    }

    private static SavedModel Image()
    {
        NetworkDefinition network = new()
        {
            Input = new Shape(1, 6, 6),
            Layers =
            [
                new Convolution2D(2, 3, 3, new Tanh()) { Padding = Padding.Same },
                new BatchNormalization(),
                new ResidualBlock([new Convolution2D(2, 3, 3, new LeakyRelu(0.1)) { Padding = Padding.Same }]),
                new Concatenation([ConcatenationBranch.PassThrough(new ChannelRange(1, 1)), new([new Convolution2D(2, 1, 1, new Relu())])]),
                new MaximumConcatenation(2, 2) { KernelSize = 3, Earlier = new ChannelRange(0, 1), MaximumExponent = 20 },
                new MaxPooling2D(2),
                new Flatten(),
                new Dropout(0.25),
                new Dense(4, new Softplus()),
                new Dense(3, new Sigmoid()),
            ],
        };
        ParameterLayout layout = ParameterLayout.Of(network);
        return new SavedModel
        {
            Network = network,
            Parameters = Numbers(layout.Count),
            State = Numbers(layout.StateCount),
            Loss = new SoftmaxCrossEntropy(),
            Task = LearningTask.Multiclass,
        };
    }

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => MathF.Sin(i) / 3)];

    private static byte[] ToBytes(SavedModel model)
    {
        using MemoryStream stream = new();
        ModelFile.Write(stream, model);
        return stream.ToArray();
    }

    /// <summary>A stream that cannot tell its length and delivers a few bytes at a time.</summary>
    private sealed class Pipe(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7)]);
    }
}
