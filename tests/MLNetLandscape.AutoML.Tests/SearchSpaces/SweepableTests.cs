using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using MLNetLandscape.AutoML.SearchSpaces;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Tests.SearchSpaces;

public sealed class SweepableTests
{
    private readonly MLContext context = new(1);

    [Fact]
    public void Starts_at_the_defaults_of_the_binary_trainer()
    {
        BinaryNetworkOptions start = Start<BinaryNetworkTrainer>(context.Landscape().SweepableBinaryNetwork()).Options;
        Assert.Equal(new BinaryNetworkOptions { HiddenLayers = start.HiddenLayers }, start);
        Assert.Equal(new BinaryNetworkOptions().HiddenLayers, start.HiddenLayers);
    }

    [Fact]
    public void Starts_at_the_defaults_of_the_multiclass_trainer()
    {
        MulticlassNetworkOptions start = Start<MulticlassNetworkTrainer>(context.Landscape().SweepableMulticlassNetwork()).Options;
        Assert.Equal(new MulticlassNetworkOptions { HiddenLayers = start.HiddenLayers }, start);
        Assert.Equal(new MulticlassNetworkOptions().HiddenLayers, start.HiddenLayers);
    }

    [Fact]
    public void Starts_at_the_defaults_of_the_regression_trainer()
    {
        RegressionNetworkOptions start = Start<RegressionNetworkTrainer>(context.Landscape().SweepableRegressionNetwork()).Options;
        Assert.Equal(new RegressionNetworkOptions { HiddenLayers = start.HiddenLayers }, start);
        Assert.Equal(new RegressionNetworkOptions().HiddenLayers, start.HiddenLayers);
    }

    [Fact]
    public void Starts_at_options_outside_of_the_usual_ranges()
    {
        BinaryNetworkOptions options = new()
        {
            HiddenLayers = [600, 200, 67, 22, 7],
            Lambda = 1234.5,
            L2Regularization = 3e-9,
            LearningRate = new Cosine(0.7, 0.1),
            BatchSize = 77,
            Loss = new PolynomialHinge(9),
        };
        BinaryNetworkOptions start = Start<BinaryNetworkTrainer>(context.Landscape().SweepableBinaryNetwork(options)).Options;
        Assert.Equal(options.HiddenLayers, start.HiddenLayers);
        Assert.Equal(options, start with { HiddenLayers = options.HiddenLayers });
    }

    [Fact]
    public void Applies_what_was_sampled()
    {
        SweepableEstimator sweepable = context.Landscape().SweepableBinaryNetworkNonCalibrated();
        Parameter parameter = Parameter.CreateNestedParameter();
        parameter["Lambda"] = Parameter.FromDouble(3);
        parameter["L2Regularization"] = Parameter.FromDouble(0.01);
        parameter["LearningRate"] = Parameter.FromDouble(0.005);
        parameter["Depth"] = Parameter.FromInt(3);
        parameter["Width"] = Parameter.FromInt(16);
        parameter["BatchSize"] = Parameter.FromInt(128);
        parameter["Power"] = Parameter.FromInt(4);

        BinaryNetworkOptions options = ((BinaryNetworkTrainer)sweepable.BuildFromOption(context, parameter)).Options;

        Assert.Equal([16, 8, 4], options.HiddenLayers);
        Assert.Equal(
            (3, 0.01, new Cosine(0.005), 128, new PolynomialHinge(4)),
            (options.Lambda, options.L2Regularization, options.LearningRate, options.BatchSize, options.Loss));
    }

    [Fact]
    public void Reaches_every_choice()
    {
        Microsoft.ML.SearchSpace.SearchSpace space = context.Landscape().SweepableBinaryNetwork().SearchSpace;
        foreach (ChoiceOption option in space.Values.OfType<ChoiceOption>())
        {
            Assert.All(option.Choices, choice => Assert.Equal(choice, option.SampleFromFeatureSpace(option.MappingToFeatureSpace(choice))));
        }

        Assert.Equal(
            ["BatchSize: 16, 32, 64, 128", "Depth: 1, 2, 3", "Power: 3, 4, 5", "Width: 16, 32, 64, 128"],
            space.Where(option => option.Value is ChoiceOption).OrderBy(option => option.Key, StringComparer.Ordinal)
                .Select(option => $"{option.Key}: {string.Join(", ", ((ChoiceOption)option.Value).Choices.Select(choice => choice.AsType<int>()))}"));
    }

    [Fact]
    public void Is_logarithmic_in_what_is_positive()
    {
        Microsoft.ML.SearchSpace.SearchSpace space = context.Landscape().SweepableBinaryNetwork().SearchSpace;
        UniformNumericOption[] ranges = [.. space.Values.OfType<UniformNumericOption>()];
        Assert.Equal(3, ranges.Length);
        Assert.All(ranges, range => Assert.True(range.LogBase));
        Assert.Equal(0.2, space["Lambda"].SampleFromFeatureSpace([0.5]).AsType<double>(), 1e-12);
    }

    [Fact]
    public void Leaves_out_what_plays_no_part()
    {
        LandscapeCatalog catalog = context.Landscape();
        Assert.DoesNotContain("Lambda", catalog.SweepableMulticlassNetwork().SearchSpace.Keys);
        Assert.Contains("Lambda", catalog.SweepableMulticlassNetwork(new() { Neuron = new SkipNeuron() }).SearchSpace.Keys);
        Assert.DoesNotContain("Power", catalog.SweepableBinaryNetwork(new() { Loss = new Logistic() }).SearchSpace.Keys);
        BinaryNetworkSearchSpace nothing = new()
        {
            Lambda = null,
            L2Regularization = null,
            LearningRate = null,
            Widths = null,
            Depths = null,
            BatchSizes = null,
            Powers = null,
        };
        Assert.Empty(catalog.SweepableBinaryNetwork(new() { HiddenLayers = [] }, nothing).SearchSpace.Keys);
    }

    [Fact]
    public void Refuses_a_start_without_a_logarithm() => Assert.Equal(
        "L2Regularization must be positive for a search on a logarithmic scale to start there, but was 0. Choose a start, or set the range to null to keep it.",
        Assert.Throws<ArgumentException>(() => context.Landscape().SweepableBinaryNetwork(new() { L2Regularization = 0 })).Message);

    [Fact]
    public void Refuses_powers_below_three() => Assert.Equal(
        "Power must be at least 3, but 2 is among the values to search. Remove it.",
        Assert.Throws<ArgumentException>(() => context.Landscape().SweepableBinaryNetwork(space: new() { Powers = [3, 2] })).Message);

    private TTrainer Start<TTrainer>(SweepableEstimator sweepable) =>
        (TTrainer)sweepable.BuildFromOption(context, sweepable.SearchSpace.SampleFromFeatureSpace(sweepable.SearchSpace.Default));
}
