using MLNetLandscape.Models;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Tests.Trainers;

/// <summary>The contract for the trainer of several classes, and what is its own.</summary>
public sealed class MulticlassNetworkTrainerTests : NetworkTrainerContract<MulticlassNetworkTransformer, MulticlassNetworkModel>
{
    protected override string LabelColumn => nameof(ContractRow.Class);

    protected override LandscapeTrainerOptions DefaultOptions => new MulticlassNetworkOptions { HiddenLayers = [8] };

    protected override IReadOnlyDictionary<string, string> OnnxOutputs { get; } =
        new Dictionary<string, string> { ["Score"] = "Probabilities", ["PredictedLabel"] = "PredictedLabel" };

    protected override (string Column, string Message) WrongLabel =>
        ("Number", "Schema mismatch for label column 'Number': expected Key<UInt32>, got Single");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Maps_predictions_back_to_values(bool load)
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        ITransformer model = new EstimatorChain<ITransformer>()
            .Append((IEstimator<ITransformer>)Create(context, Small))
            .Append<ITransformer>(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(data);
        if (load)
        {
            context.Model.Save(model, data.Schema, folder.File("model.zip"));
            model = new MLContext().Model.Load(folder.File("model.zip"), out _);
        }

        string[] predicted = [.. model.Transform(data).GetColumn<string>("PredictedLabel")];
        string[] actual = [.. data.GetColumn<string>("Class")];
        Assert.True(predicted.Zip(actual).Count(pair => pair.First == pair.Second) > 100);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Names_the_slots_of_Score_after_the_classes(bool load)
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        ITransformer model = Fit(context, data);
        if (load)
        {
            context.Model.Save(model, data.Schema, folder.File("model.zip"));
            model = new MLContext().Model.Load(folder.File("model.zip"), out _);
        }

        IDataView scored = model.Transform(data);
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Score"].GetSlotNames(ref names);
        Assert.Equal(["iris", "rose", "tulip"], names.DenseValues().Select(name => name.ToString()));
        VBuffer<ReadOnlyMemory<char>> keys = default;
        scored.Schema["PredictedLabel"].GetKeyValues(ref keys);
        Assert.Equal(["iris", "rose", "tulip"], keys.DenseValues().Select(name => name.ToString()));
        Assert.All(scored.GetColumn<float[]>("Score"), scores => Assert.Equal(1, scores.Sum(), 1e-5));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(19)]
    [InlineData(260)]
    public void Any_number_of_classes_saves_and_loads(int classes)
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView rows = context.Data.LoadFromEnumerable(
            ContractData.Rows(Math.Max(120, classes)).Select((row, i) => new NumberedRow { Features = row.Features, Number = 10 * (i % classes) }));
        IDataView data = context.Transforms.Conversion.MapValueToKey("Label", "Number").Fit(rows).Transform(rows);
        MulticlassNetworkTransformer transformer = Create(context, Small).Fit(data);
        context.Model.Save(transformer, data.Schema, folder.File("model.zip"));
        ITransformer loaded = new MLContext().Model.Load(folder.File("model.zip"), out _);
        Assert.Equal(ScoreBits.Of(transformer.Transform(data)), ScoreBits.Of(loaded.Transform(data)));
        Assert.Equal(classes, transformer.Model.ClassCount);
        VBuffer<int> values = default;
        loaded.Transform(data).Schema["PredictedLabel"].GetKeyValues(ref values);
        Assert.Equal(Enumerable.Range(0, classes).Select(k => 10 * k), values.DenseValues());
    }

    [Fact]
    public void Numbers_as_classes_keep_their_annotations()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView rows = context.Data.LoadFromEnumerable(ContractData.Rows(60).Select((row, i) => new NumberedRow { Features = row.Features, Number = i % 3 }));
        IDataView data = context.Transforms.Conversion.MapValueToKey("Label", "Number").Fit(rows).Transform(rows);
        MulticlassNetworkTransformer transformer = Create(context, Small).Fit(data);
        context.Model.Save(transformer, data.Schema, folder.File("model.zip"));
        IDataView scored = context.Model.Load(folder.File("model.zip"), out _).Transform(data);
        Assert.Equal(SchemaShapes.DescribeScores(transformer.Transform(data).Schema), SchemaShapes.DescribeScores(scored.Schema));
    }

    [Fact]
    public void Keys_without_values_keep_their_annotations()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = context.Data.LoadFromEnumerable(ContractData.Rows(60).Select((row, i) => new KeyRow { Features = row.Features, Label = (uint)(i % 4) }));
        MulticlassNetworkTransformer transformer = Create(context, Small).Fit(data);
        context.Model.Save(transformer, data.Schema, folder.File("model.zip"));
        IDataView scored = context.Model.Load(folder.File("model.zip"), out _).Transform(data);
        Assert.Equal(SchemaShapes.DescribeScores(transformer.Transform(data).Schema), SchemaShapes.DescribeScores(scored.Schema));
        Assert.Equal(ScoreBits.Of(transformer.Transform(data)), ScoreBits.Of(scored));
    }

    [Fact]
    public void Classes_that_are_named_like_columns_of_the_data_hide_none_of_them()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        string[] names = ["Id", "Weight", "Number"];
        List<ContractRow> rows = ContractData.Rows(60);
        foreach ((int i, ContractRow row) in rows.Index())
        {
            row.Class = names[i % 3];
        }

        IDataView data = View(context, rows);
        context.Model.Save(Fit(context, data), data.Schema, folder.File("model.zip"));
        IDataView scored = context.Model.Load(folder.File("model.zip"), out _).Transform(data);

        Assert.Equal(rows.Select(row => row.Id), scored.GetColumn<string>("Id"));
        Assert.Equal(rows.Select(row => row.Number), scored.GetColumn<float>("Number"));
        VBuffer<ReadOnlyMemory<char>> slots = default;
        scored.Schema["Score"].GetSlotNames(ref slots);
        Assert.Equal(names.Order(), slots.DenseValues().Select(name => name.ToString()).Order());
    }

    [Fact]
    public void Refuses_labels_of_one_class()
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(30);
        rows.ForEach(row => row.Class = "iris");
        Assert.Equal(
            "The label column 'Label' of the training data has 1 class. At least two classes are required for multiclass classification.",
            Assert.Throws<ArgumentException>(() => Fit(context, View(context, rows))).Message);
    }

    [Fact]
    public void A_class_that_a_fold_lacks_keeps_its_slot()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        IDataView fold = context.Data.FilterByCustomPredicate<ClassOnly>(data, row => row.Class == "rose");
        Assert.Equal(3, Fit(context, fold).Model.ClassCount);
    }

    protected override LandscapeTrainer<MulticlassNetworkTransformer, MulticlassNetworkModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().MulticlassNetwork((MulticlassNetworkOptions)options);

    protected override (double Figure, double Trivial) Evaluate(MLContext context, IDataView scored)
    {
        MulticlassClassificationMetrics metrics = context.MulticlassClassification.Evaluate(scored);
        Assert.InRange(metrics.LogLoss, 0, 1.1);
        return (metrics.MacroAccuracy, 1.0 / 3);
    }

    protected override IReadOnlyList<double> CrossValidate(MLContext context, IDataView data, IEstimator<ITransformer> trainer) =>
        [.. context.MulticlassClassification.CrossValidate(data, trainer, 3).Select(fold => fold.Metrics.MacroAccuracy)];

    protected override IReadOnlyList<double> Importance(MLContext context, MulticlassNetworkTransformer transformer, IDataView data) =>
        [.. context.MulticlassClassification.PermutationFeatureImportance(transformer, transformer.Transform(data))
            .Select(importance => -importance.MicroAccuracy.Mean)];

    protected override MulticlassNetworkTransformer TransformerOf(MulticlassNetworkModel model) => MulticlassNetworkTransformer.Of(model);

    protected override MulticlassNetworkModel Strip(MulticlassNetworkModel model) => model.Stripped();

    private static MulticlassNetworkOptions Small => new() { HiddenLayers = [8], NumberOfEpochs = 12, BatchSize = 16, Seed = 5, LearningRate = new Core.Schedules.Constant(0.01) };

    private sealed class NumberedRow
    {
        [VectorType(ContractRow.FeatureCount)]
        public float[] Features { get; set; } = [];

        public int Number { get; set; }
    }

    private sealed class KeyRow
    {
        [VectorType(ContractRow.FeatureCount)]
        public float[] Features { get; set; } = [];

        [KeyType(4)]
        public uint Label { get; set; }
    }

    private sealed class ClassOnly
    {
        public string Class { get; set; } = "";
    }
}
