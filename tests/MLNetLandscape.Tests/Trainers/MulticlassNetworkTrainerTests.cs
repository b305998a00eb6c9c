using MLNetLandscape.Models;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Tests.Contract.Tasks;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Tests.Trainers;

/// <summary>The contract for the trainer of several classes, and what is its own.</summary>
public sealed class MulticlassNetworkTrainerTests : NetworkTrainerContract<MulticlassNetworkTransformer, MulticlassNetworkModel>
{
    protected override ContractTask Task { get; } = new MulticlassTask();

    protected override LandscapeTrainerOptions DefaultOptions => new MulticlassNetworkOptions { HiddenLayers = [8] };

    protected override IReadOnlyDictionary<string, string> OnnxOutputs { get; } =
        new Dictionary<string, string> { ["Score"] = "Probabilities", ["PredictedLabel"] = "PredictedLabel" };

    [Theory]
    [InlineData("tulip iris rose", "has the classes [tulip, iris, rose] instead of [iris, rose, tulip]: its key 1 is 'tulip' instead of 'iris'")]
    [InlineData("iris tulip rose", "has the classes [iris, tulip, rose] instead of [iris, rose, tulip]: its key 2 is 'tulip' instead of 'rose'")]
    [InlineData("iris rose tulip lily", "has 4 classes [iris, rose, tulip, lily] instead of 3 classes [iris, rose, tulip]")]
    public void A_warm_start_refuses_keys_of_other_classes(string names, string difference)
    {
        MLContext context = new(1);
        MulticlassNetworkModel model = Fit(context, Data(context)).Model;
        Assert.StartsWith(
            $"The keys of the training data must stand for the classes of the model to start from, but column 'Label' {difference}. "
            + "Transform the data with the mapping that the model was trained with.",
            Assert.Throws<ArgumentException>(() => Create(context, Options).Fit(Keyed(context, names.Split(' ')), model)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_warm_start_accepts_keys_of_the_same_classes_and_keys_without_values()
    {
        MLContext context = new(1);
        MulticlassNetworkTransformer transformer = Fit(context, Data(context));
        Assert.Equal(transformer.Model.ClassNames, Create(context, Options).Fit(Keyed(context, "iris", "rose", "tulip"), transformer.Model).Model.ClassNames);
        IDataView unnamed = context.Data.LoadFromEnumerable(
            ContractData.Rows(60).Select((row, i) => new UnnamedRow { Features = row.Features, Label = (uint)(i % 3) }));
        Assert.Equal(3, Create(context, Options).Fit(unnamed, transformer.Model).Model.ClassCount);
    }

    [Theory]
    [InlineData("tulip iris rose", "has the classes [tulip, iris, rose] instead of [iris, rose, tulip]: its key 1 is 'tulip' instead of 'iris'")]
    [InlineData("iris rose tulip lily", "has 4 classes [iris, rose, tulip, lily] instead of 3 classes [iris, rose, tulip]")]
    public void The_objective_refuses_keys_of_other_classes(string names, string difference)
    {
        MLContext context = new(1);
        MulticlassNetworkModel model = Fit(context, Data(context)).Model;
        IDataView other = Keyed(context, names.Split(' '));
        string expected = $"The keys of the data must stand for the classes of the model, but column 'Label' {difference}. "
            + "Transform the data with the mapping that the model was trained with. (Parameter 'data')";
        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => model.CreateObjective(other)).Message);
        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => model.ReadDataset(other)).Message);
        Assert.Equal(60, model.ReadDataset(Keyed(context, "iris", "rose", "tulip")).Rows);
    }

    [Theory]
    [InlineData(false, "tulip iris rose", "has the classes [tulip, iris, rose] instead of [iris, rose, tulip]: its key 1 is 'tulip' instead of 'iris'")]
    [InlineData(true, "tulip iris rose", "has the classes [tulip, iris, rose] instead of [iris, rose, tulip]: its key 1 is 'tulip' instead of 'iris'")]
    [InlineData(false, "iris rose", "has 2 classes [iris, rose] instead of 3 classes [iris, rose, tulip]")]
    public void Refuses_validation_data_with_keys_of_other_classes(bool stream, string names, string difference)
    {
        MLContext context = new(1);
        Assert.Equal(
            $"The keys of the validation data must stand for the classes of the training data, but column 'Label' {difference}. "
            + "Transform the validation data with the mapping that was fitted on the training data.",
            Assert.Throws<ArgumentException>(
                () => Create(context, Options with { Stream = stream }).Fit(Data(context), Keyed(context, names.Split(' ')))).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Says_that_rows_lack_the_label_where_the_mapping_knows_no_class(bool stream) => Assert.Equal(
        "No valid training instances found, all instances have missing features. The training data has 60 rows; missing or infinite is 'Features' in 0 of them, 'Label' in 60. "
        + "Replace missing values in the pipeline, or check the mapping of the label.",
        Assert.Throws<InvalidOperationException>(
            () => Create(new MLContext(1), Options with { Stream = stream }).Fit(Keyed(new MLContext(1), "lily", "daisy"))).Message);

    protected override LandscapeTrainer<MulticlassNetworkTransformer, MulticlassNetworkModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().MulticlassNetwork((MulticlassNetworkOptions)options);

    protected override MulticlassNetworkTransformer TransformerOf(MulticlassNetworkModel model) => MulticlassNetworkTransformer.Of(model);

    protected override MulticlassNetworkModel Strip(MulticlassNetworkModel model) => model.Stripped();

    /// <summary>The contract's rows with keys in an order of their own.</summary>
    private static IDataView Keyed(MLContext context, params string[] classes)
    {
        IDataView rows = context.Data.LoadFromEnumerable(ContractData.Rows(60));
        IDataView order = context.Data.LoadFromEnumerable(classes.Select(name => new ClassRow { Class = name }));
        return context.Transforms.Conversion.MapValueToKey("Label", "Class", keyData: order).Fit(rows).Transform(rows);
    }

    public sealed class InItsTask : MulticlassContract
    {
        protected override LandscapeTrainerOptions DefaultOptions(int outputs) => new MulticlassNetworkOptions { HiddenLayers = [8] };

        protected override IEstimator<ITransformer> Create(MLContext context, LandscapeTrainerOptions options) => context.Landscape().MulticlassNetwork((MulticlassNetworkOptions)options);
    }

    private sealed class ClassRow
    {
        public string Class { get; set; } = "";
    }

    private sealed class UnnamedRow
    {
        [VectorType(ContractRow.FeatureCount)]
        public float[] Features { get; set; } = [];

        [KeyType(3)]
        public uint Label { get; set; }
    }
}
