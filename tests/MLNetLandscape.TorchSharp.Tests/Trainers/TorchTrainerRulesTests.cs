using MLNetLandscape.Tests.Contract;
using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.TorchSharp.ScoringHost;
using MLNetLandscape.TorchSharp.Trainers;
using MLNetLandscape.TorchSharp.Transformers;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>Options, modules and devices that a trainer refuses, and how.</summary>
public sealed class TorchTrainerRulesTests
{
    private readonly MLContext context = new(1);

    [Fact]
    public void A_module_must_come_from_somewhere_and_from_one_place()
    {
        Assert.Equal(
            "A module must come from Factory or from TorchScriptPath, but neither was given. Set one of them.",
            Assert.Throws<ArgumentException>(() => context.Landscape().TorchBinary(new TorchBinaryOptions())).Message);
        Assert.Equal(
            "A module must come from Factory or from TorchScriptPath, but both was given. Set one of them.",
            Assert.Throws<ArgumentException>(() => context.Landscape().TorchBinary(Options with { TorchScriptPath = "x.pt" })).Message);
    }

    [Fact]
    public void A_shape_must_have_sizes_of_at_least_1() => Assert.StartsWith(
        "A row's shape must have at least one size, each at least 1, but was [5, 0].",
        Assert.Throws<ArgumentException>(() => context.Landscape().TorchBinary(Options with { FeatureShape = [5, 0] })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Features_that_do_not_fit_the_shape_are_refused() => Assert.Equal(
        "FeatureShape [3, 2, 2] takes 12 features, but the column 'Features' has 5. Pass the shape of a row as it lies in the column.",
        Assert.Throws<ArgumentException>(() => Fit(Options with { FeatureShape = [3, 2, 2] })).Message);

    [Fact]
    public void A_module_that_does_not_take_the_rows_is_refused() => Assert.StartsWith(
        "The module does not take rows of shape [5]: mat1 and mat2 shapes cannot be multiplied (2x5 and 4x8)",
        Assert.Throws<ArgumentException>(() => Fit(Options with { Factory = new DenseFactory(4, 8, 1) })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Rows_that_a_layer_of_TorchSharp_refuses_are_named_too()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Fit(Options with { Factory = new ImageFactory() }));
        Assert.StartsWith("The module does not take rows of shape [5]: ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(". Pass the shape that its first layer takes (FeatureShape of a trainer), or change the module.", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(refusal.InnerException);
    }

    [Fact]
    public void Rows_that_the_code_of_a_module_refuses_are_named_too() => Assert.Equal(
        "The module does not take rows of shape [5]: the window is 7 long. Pass the shape that its first layer takes (FeatureShape of a trainer), or change the module.",
        Assert.Throws<ArgumentException>(() => Fit(Options with { Factory = new PickyFactory() })).Message);

    [Fact]
    public void A_module_in_double_precision_is_refused_for_that() => Assert.Equal(
        "The parameter 'weight' must be of Float32, but is of Float64. Convert the module with .to(ScalarType.Float32) first.",
        Assert.Throws<ArgumentException>(() => Fit(Options with { Factory = new DoubleFactory() })).Message);

    [Fact]
    public void Outputs_that_do_not_fit_the_task_are_refused()
    {
        Assert.Equal(
            "A module for two classes must have one output, but has 2. Change its last layer.",
            Assert.Throws<ArgumentException>(() => Fit(Options with { Factory = new DenseFactory(5, 8, 2) })).Message);
        IDataView flowers = ContractData.View(context, ContractData.Rows(60), nameof(ContractRow.Class));
        Assert.Equal(
            "A module for several classes must have one output for each of the 3 classes of 'Label', but has 2. Change its last layer.",
            Assert.Throws<ArgumentException>(() => context.Landscape().TorchMulticlass(new DenseFactory(5, 8, 2)).Fit(flowers)).Message);
        IDataView numbers = ContractData.View(context, ContractData.Rows(60), nameof(ContractRow.Number));
        Assert.Equal(
            "A module for regression must have one output, but has 3. Change its last layer.",
            Assert.Throws<ArgumentException>(() => context.Landscape().TorchRegression(new DenseFactory(5, 8, 3)).Fit(numbers)).Message);
    }

    [Fact]
    public void A_module_that_returns_more_than_a_matrix_is_refused() => Assert.Equal(
        "A module must return rows x outputs (or rows, for one output) of Float32, but returned shape [2, 5, 1] of Float32 for 2 rows. "
        + "End it with a layer that does, for instance Flatten and Linear.",
        Assert.Throws<ArgumentException>(() => Fit(Options with { Factory = new ColumnFactory(), FeatureShape = [5, 1] })).Message);

    [Fact]
    public void A_factory_that_throws_is_named() => Assert.Equal(
        "The module factory ThrowingFactory failed: the weights are not on this disk. Check its settings.",
        Assert.Throws<InvalidOperationException>(() => Fit(Options with { Factory = new ThrowingFactory("the weights are not on this disk") })).Message);

    [Fact]
    public void What_LibTorch_says_of_a_factory_comes_without_its_native_stack() => Assert.Matches(
        @"\AThe module factory DenseFactory failed: [^\n]+[^.\n]\. Check its settings\.\z",
        Assert.Throws<InvalidOperationException>(() => Fit(Options with { Factory = new DenseFactory(-1, 8, 1) })).Message);

    [Fact]
    public void A_factory_that_no_process_could_load_is_refused_before_training() => Assert.Equal(
        $"The factory {typeof(HiddenFactory)} is not public. A model saved with it could not be loaded. (Parameter 'factory')",
        Assert.Throws<ArgumentException>(() => context.Landscape().TorchBinary(new HiddenFactory())).Message);

    [Fact]
    public void A_TorchScript_file_that_is_not_there_is_refused() => Assert.Equal(
        "TorchScriptPath must name a TorchScript file, but 'no.pt' is not there. Write one with torch.jit.save in Python.",
        Assert.Throws<ArgumentException>(() => context.Landscape().TorchBinary(new TorchBinaryOptions { TorchScriptPath = "no.pt" })).Message);

    [Fact]
    public void A_file_that_is_no_TorchScript_is_refused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("text.pt"), "not a zip archive");
        string message = Assert.Throws<InvalidOperationException>(() => Fit(new TorchBinaryOptions { TorchScriptPath = folder.File("text.pt") })).Message;
        Assert.StartsWith("The TorchScript file cannot be loaded: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("..", message, StringComparison.Ordinal);
        Assert.EndsWith("Write it with torch.jit.save of a version that is not newer.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_CUDA_device_that_is_not_there_is_refused_unless_the_processor_will_do()
    {
        if (torch.cuda.is_available() && torch.cuda.device_count() > 7)
        {
            Assert.Skip("This machine has eight CUDA devices.");
        }

        context.GpuDeviceId = 7;
        context.FallbackToCpu = false;
        Assert.StartsWith(
            "The CUDA device 7 is not there: LibTorch sees ",
            Assert.Throws<InvalidOperationException>(() => Fit(Options)).Message,
            StringComparison.Ordinal);
        context.FallbackToCpu = true;
        List<string> fallenBack = ScoreBits.Of(Fit(Options).Transform(Data()));
        context.GpuDeviceId = null;
        Assert.Equal(ScoreBits.Of(Fit(Options).Transform(Data())), fallenBack);
    }

    [Fact]
    public void A_single_row_left_over_for_batch_normalization_spoils_nothing()
    {
        TorchBinaryTransformer transformer = Fit(Options with { Factory = new NormalizedFactory(), BatchSize = 59 });
        Assert.All(transformer.Transform(Data()).GetColumn<float>("Score"), score => Assert.True(float.IsFinite(score)));
    }

    [Fact]
    public void What_LibTorch_refuses_in_training_is_told_with_the_batch() => Assert.StartsWith(
        "LibTorch refused a training step on a batch of 32 rows: shape '[2, 5]' is invalid for input of size 160",
        Assert.Throws<InvalidOperationException>(() => Fit(Options with { Factory = new PairFactory() })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_short_overloads_set_the_options_they_name()
    {
        DenseFactory factory = new(5, 8, 1);
        TorchTrainerOptions[] all =
        [
            context.Landscape().TorchBinary(factory, "L", "F", "W", [5], 7, 0.5).Options,
            context.Landscape().TorchMulticlass(factory, "L", "F", "W", [5], 7, 0.5).Options,
            context.Landscape().TorchRegression(factory, "L", "F", "W", [5], 7, 0.5).Options,
        ];
        Assert.All(all, options => Assert.Equal(
            (factory, "L", "F", "W", 7, new Core.Schedules.Cosine(0.5)),
            (options.Factory, options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName, options.NumberOfEpochs, options.LearningRate)));
        Assert.All(all, options => Assert.Equal([5], options.FeatureShape!));
    }

    private static TorchBinaryOptions Options => new() { Factory = new DenseFactory(5, 8, 1), NumberOfEpochs = 2, Seed = 1 };

    private IDataView Data() => ContractData.View(context, ContractData.Rows(60), nameof(ContractRow.Flag));

    private TorchBinaryTransformer Fit(TorchBinaryOptions options) => context.Landscape().TorchBinary(options).Fit(Data());

    public sealed record ColumnFactory : ITorchModuleFactory
    {
        public torch.nn.Module<Tensor, Tensor> Create() => torch.nn.Linear(1, 1);
    }

    public sealed record ImageFactory : ITorchModuleFactory
    {
        public torch.nn.Module<Tensor, Tensor> Create() => torch.nn.Sequential(torch.nn.Conv2d(1, 2, 1), torch.nn.Flatten(), torch.nn.Linear(2, 1));
    }

    public sealed record PickyFactory : ITorchModuleFactory
    {
        public torch.nn.Module<Tensor, Tensor> Create() => new Picky();
    }

    public sealed record DoubleFactory : ITorchModuleFactory
    {
        public torch.nn.Module<Tensor, Tensor> Create() => torch.nn.Linear(5, 1).to(torch.float64);
    }

    public sealed record ThrowingFactory(string Reason) : ITorchModuleFactory
    {
        public torch.nn.Module<Tensor, Tensor> Create() => throw new FileNotFoundException(Reason);
    }

    public sealed record NormalizedFactory : ITorchModuleFactory
    {
        public torch.nn.Module<Tensor, Tensor> Create() => torch.nn.Sequential(torch.nn.Linear(5, 4), torch.nn.BatchNorm1d(4), torch.nn.Linear(4, 1));
    }

    public sealed record PairFactory : ITorchModuleFactory
    {
        public torch.nn.Module<Tensor, Tensor> Create() => new Pair();
    }

    internal sealed record HiddenFactory : ITorchModuleFactory
    {
        public torch.nn.Module<Tensor, Tensor> Create() => torch.nn.Linear(5, 1);
    }

    /// <summary>Looks at its input before LibTorch does.</summary>
    private sealed class Picky : torch.nn.Module<Tensor, Tensor>
    {
        private readonly torch.nn.Module<Tensor, Tensor> layer = torch.nn.Linear(5, 1);

        public Picky()
            : base(nameof(Picky)) => RegisterComponents();

        public override Tensor forward(Tensor input) =>
            input.shape[^1] == 7 ? layer.call(input) : throw new InvalidOperationException("the window is 7 long");
    }

    /// <summary>Takes two rows, no more and no fewer: it stands the test with which an engine begins.</summary>
    private sealed class Pair : torch.nn.Module<Tensor, Tensor>
    {
        private readonly torch.nn.Module<Tensor, Tensor> layer = torch.nn.Linear(5, 1);

        public Pair()
            : base(nameof(Pair)) => RegisterComponents();

        public override Tensor forward(Tensor input) => layer.call(input.reshape(2, 5));
    }
}
