using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Pretraining;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.Tests.Trainers;

/// <summary>Options are refused when the trainer is made, before any data is read.</summary>
public sealed class NetworkTrainerRulesTests
{
    public static TheoryData<string, BinaryNetworkOptions> Refused => new()
    {
        { "HiddenLayers[1] must be at least 1, but was 0. For a linear model, pass an empty list.", new BinaryNetworkOptions { HiddenLayers = [4, 0] } },
        { "Dropout must be at least 0 and below 1, but was 1. It is the share that is dropped.", new BinaryNetworkOptions { Dropout = 1 } },
        {
            "Pretraining does not go with LayerwiseNeurons, which add a unit to each layer. Use SkipNeuron, or set Pretraining to null.",
            new BinaryNetworkOptions { Pretraining = new NetworkPretraining(), Neuron = new LayerwiseNeurons() }
        },
        {
            "Dropout does not go with LayerwiseNeurons, which join dense layers alone, but was 0.5. Use SkipNeuron, or set Dropout to 0.",
            new BinaryNetworkOptions { Dropout = 0.5, Neuron = new LayerwiseNeurons() }
        },
        {
            "HiddenLayers must have a layer for LayerwiseNeurons, which add a unit to each, but was empty. Add a hidden layer, or use SkipNeuron.",
            new BinaryNetworkOptions { HiddenLayers = [], Neuron = new LayerwiseNeurons() }
        },
        { "NumberOfEpochs must be at least 1, but was 0. One epoch is one pass over the training data.", new BinaryNetworkOptions { NumberOfEpochs = 0 } },
        { "BatchSize must be at least 1, but was -1. Usual sizes lie between 16 and 1024.", new BinaryNetworkOptions { BatchSize = -1 } },
        { "NumberOfThreads must be at least 1, but was 0. For a single thread, use 1.", new BinaryNetworkOptions { NumberOfThreads = 0 } },
        { "ShuffleBufferRows must be at least 1, but was 0. 1 reads the rows in their order.", new BinaryNetworkOptions { ShuffleBufferRows = 0 } },
        {
            "CheckpointInterval must be at least 1, but was 0. To keep no checkpoint, set CheckpointPath to null.",
            new BinaryNetworkOptions { CheckpointInterval = 0 }
        },
        {
            "ValidationFraction must be at least 0 and below 1, but was NaN. It is the share of the training rows that is held back.",
            new BinaryNetworkOptions { ValidationFraction = double.NaN }
        },
        {
            "ExampleWeightColumnName must name a column, but was empty. To weigh all rows alike, use null.",
            new BinaryNetworkOptions { ExampleWeightColumnName = "" }
        },
        {
            "A column must not start with '__MLNetLandscape.', which saved pipelines keep for themselves, but '__MLNetLandscape.Score' does. Rename it by CopyColumns.",
            new BinaryNetworkOptions { FeatureColumnName = "__MLNetLandscape.Score" }
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Says_what_is_wrong_and_what_to_do(string message, BinaryNetworkOptions options) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new MLContext().Landscape().BinaryNetwork(options)).Message);

    [Fact]
    public void Refuses_negative_penalties() => Assert.Contains(
        "Lambda must be finite and at least 0, but was -1.",
        Assert.ThrowsAny<ArgumentException>(() => new MLContext().Landscape().BinaryNetwork(new BinaryNetworkOptions { Lambda = -1 })).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Refuses_norms_that_no_gradient_can_be_scaled_down_to(double norm)
    {
        AssertRefused(nameof(BinaryNetworkOptions.GradientClipNorm), new BinaryNetworkOptions { GradientClipNorm = norm });
        AssertRefused(nameof(BinaryNetworkOptions.NeuronGradientClipNorm), new BinaryNetworkOptions { NeuronGradientClipNorm = norm });

        void AssertRefused(string name, BinaryNetworkOptions options) => Assert.StartsWith(
            $"{name} must be positive and finite, but was {norm}. To leave gradients alone, use null.",
            Assert.ThrowsAny<ArgumentException>(() => new MLContext().Landscape().BinaryNetwork(options)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_short_overloads_set_the_options_they_name()
    {
        AssertSet(new MLContext().Landscape().BinaryNetwork("L", "F", "W", [3], 7, 0.5).Options);
        AssertSet(new MLContext().Landscape().BinaryNetworkNonCalibrated("L", "F", "W", [3], 7, 0.5).Options);
        AssertSet(new MLContext().Landscape().MulticlassNetwork("L", "F", "W", [3], 7, 0.5).Options);
        AssertSet(new MLContext().Landscape().RegressionNetwork("L", "F", "W", [3], 7, 0.5).Options);
    }

    [Fact]
    public void The_short_overloads_keep_the_defaults_they_do_not_name()
    {
        BinaryNetworkOptions expected = new();
        BinaryNetworkOptions actual = new MLContext().Landscape().BinaryNetwork().Options;
        Assert.Equal(expected with { HiddenLayers = actual.HiddenLayers }, actual);
        Assert.Equal(expected.HiddenLayers, actual.HiddenLayers);
    }

    private static void AssertSet(NetworkTrainerOptions options)
    {
        Assert.Equal(("L", "F", "W"), (options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName));
        Assert.Equal([3], options.HiddenLayers);
        Assert.Equal(7, options.NumberOfEpochs);
        Assert.Equal(new Core.Schedules.Cosine(0.5), options.LearningRate);
    }
}
