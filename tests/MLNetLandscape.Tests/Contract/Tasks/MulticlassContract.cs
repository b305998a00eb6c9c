namespace MLNetLandscape.Tests.Contract.Tasks;

/// <summary>What every trainer of several classes must do.</summary>
public abstract class MulticlassContract : TaskContract
{
    private static readonly string[] Flowers = ["iris", "rose", "tulip"];

    private protected sealed override string LabelColumn => nameof(ContractRow.Class);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Maps_predictions_back_to_values(bool load)
    {
        MLContext context = new(1);
        IDataView data = View(context, ContractData.Rows(150));
        ITransformer model = new EstimatorChain<ITransformer>()
            .Append(Create(context, Options(3)))
            .Append<ITransformer>(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(data);
        string[] predicted = [.. (load ? Reloaded.From(model, data.Schema) : model).Transform(data).GetColumn<string>("PredictedLabel")];
        Assert.True(predicted.Zip(data.GetColumn<string>("Class")).Count(pair => pair.First == pair.Second) > 100);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Names_the_slots_of_Score_after_the_classes(bool load)
    {
        MLContext context = new(1);
        IDataView data = View(context, ContractData.Rows(150));
        ITransformer model = Fit(context, data, 3);
        IDataView scored = (load ? Reloaded.From(model, data.Schema) : model).Transform(data);
        Assert.Equal(Flowers, SlotNames(scored));
        VBuffer<ReadOnlyMemory<char>> keys = default;
        scored.Schema["PredictedLabel"].GetKeyValues(ref keys);
        Assert.Equal(Flowers, keys.DenseValues().Select(name => name.ToString()));
        Assert.All(scored.GetColumn<float[]>("Score"), scores => Assert.Equal(1, scores.Sum(), 1e-5));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(19)]
    [InlineData(260)]
    public void Any_number_of_classes_saves_and_loads(int classes)
    {
        MLContext context = new(1);
        IDataView data = Numbered(context, Math.Max(120, classes), i => 10 * (i % classes));
        ITransformer transformer = Fit(context, data, classes);
        IDataView scored = transformer.Transform(data);
        IDataView loaded = Reloaded.From(transformer, data.Schema).Transform(data);
        AssertSameScores(ScoreBits.Of(scored), ScoreBits.Of(loaded));
        Assert.Equal(classes, ((VectorDataViewType)scored.Schema["Score"].Type).Size);
        VBuffer<int> values = default;
        loaded.Schema["PredictedLabel"].GetKeyValues(ref values);
        Assert.Equal(Enumerable.Range(0, classes).Select(k => 10 * k), values.DenseValues());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Maps_predictions_back_to_Booleans(bool load)
    {
        MLContext context = new(1);
        IDataView data = Keyed(context, "Flag");
        ITransformer model = new EstimatorChain<ITransformer>()
            .Append(Create(context, Options(2)))
            .Append<ITransformer>(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(data);
        IEnumerable<bool> predicted = (load ? Reloaded.From(model, data.Schema) : model).Transform(data).GetColumn<bool>("PredictedLabel");
        Assert.True(predicted.Zip(data.GetColumn<bool>("Flag")).Count(pair => pair.First == pair.Second) > 100);
    }

    [Fact]
    public void Warns_before_training_that_key_values_of_other_types_get_lost()
    {
        MLContext context = new(1);
        List<string> log = [];
        context.Log += (_, message) => log.Add(message.RawMessage);
        IDataView rows = context.Data.LoadFromEnumerable(
            ContractData.Rows(60).Select((row, i) => new DatedRow { Features = row.Features, Date = new DateTime(2026, 1, 1 + (i % 3), 0, 0, 0, DateTimeKind.Utc) }));
        Fit(context, context.Transforms.Conversion.MapValueToKey("Label", "Date").Fit(rows).Transform(rows), 3);
        Assert.Single(
            log,
            "The key values of column 'Label' are a Vector<DateTime, 3>, which a model cannot keep: its PredictedLabel will have none, and MapKeyToValue will refuse it. "
            + "Convert them to text before mapping them to keys.");
        Assert.True(log.FindIndex(line => line.StartsWith("The key values", StringComparison.Ordinal)) < log.FindIndex(line => line.StartsWith("Epoch 1", StringComparison.Ordinal)));
    }

    [Fact]
    public void Numbers_as_classes_keep_their_annotations()
    {
        MLContext context = new(1);
        AssertKeepsAnnotations(context, Numbered(context, 60, i => i % 3), classes: 3);
    }

    [Fact]
    public void Keys_without_values_keep_their_annotations()
    {
        MLContext context = new(1);
        AssertKeepsAnnotations(
            context, context.Data.LoadFromEnumerable(ContractData.Rows(60).Select((row, i) => new KeyRow { Features = row.Features, Label = (uint)(i % 4) })), classes: 4);
    }

    [Fact]
    public void Classes_that_are_named_like_columns_of_the_data_hide_none_of_them()
    {
        MLContext context = new(1);
        string[] names = ["Id", "Weight", "Number"];
        List<ContractRow> rows = ContractData.Rows(60);
        foreach ((int i, ContractRow row) in rows.Index())
        {
            row.Class = names[i % 3];
        }

        IDataView data = View(context, rows);
        IDataView scored = Reloaded.From(Fit(context, data, 3), data.Schema).Transform(data);

        Assert.Equal(rows.Select(row => row.Id), scored.GetColumn<string>("Id"));
        Assert.Equal(rows.Select(row => row.Number), scored.GetColumn<float>("Number"));
        Assert.Equal(names.Order(), SlotNames(scored).Order());
    }

    [Fact]
    public void Refuses_labels_of_one_class()
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(30);
        rows.ForEach(row => row.Class = "iris");
        Assert.Equal(
            "The label column 'Label' of the training data has 1 class. At least two classes are required for multiclass classification.",
            Assert.Throws<ArgumentException>(() => Fit(context, View(context, rows), 1)).Message);
    }

    [Fact]
    public void Names_a_class_that_has_too_few_rows_to_hold_one_back()
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(60);
        rows.ForEach(row => row.Class = row.Class == "rose" ? "iris" : row.Class);
        rows[7].Class = "rose";
        Assert.Equal(
            "ValidationFraction needs at least 2 rows of every class, one to train on and one to validate on, but 'Label' has 1 row of class 'rose'. "
            + "Set ValidationFraction = 0, pass validation data, or add rows of that class.",
            Assert.Throws<ArgumentException>(() => Create(context, Options(3) with { ValidationFraction = 0.2 }).Fit(View(context, rows))).Message);
    }

    [Fact]
    public void A_class_that_a_fold_lacks_keeps_its_slot()
    {
        MLContext context = new(1);
        IDataView data = View(context, ContractData.Rows(150));
        IDataView fold = context.Data.FilterByCustomPredicate<ClassOnly>(data, row => row.Class == "rose");
        Assert.Equal(Flowers, SlotNames(Fit(context, fold, 3).Transform(data)));
    }

    private static IDataView Numbered(MLContext context, int count, Func<int, int> number)
    {
        IDataView rows = context.Data.LoadFromEnumerable(ContractData.Rows(count).Select((row, i) => new NumberedRow { Features = row.Features, Number = number(i) }));
        return context.Transforms.Conversion.MapValueToKey("Label", "Number").Fit(rows).Transform(rows);
    }

    private static IDataView Keyed(MLContext context, string column)
    {
        IDataView rows = context.Data.LoadFromEnumerable(ContractData.Rows(150));
        return context.Transforms.Conversion.MapValueToKey("Label", column).Fit(rows).Transform(rows);
    }

    private static IEnumerable<string> SlotNames(IDataView scored)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Score"].GetSlotNames(ref names);
        return names.DenseValues().Select(name => name.ToString());
    }

    private void AssertKeepsAnnotations(MLContext context, IDataView data, int classes)
    {
        ITransformer transformer = Fit(context, data, classes);
        IDataView scored = Reloaded.From(transformer, data.Schema).Transform(data);
        Assert.Equal(SchemaShapes.DescribeScores(transformer.Transform(data).Schema), SchemaShapes.DescribeScores(scored.Schema));
        AssertSameScores(ScoreBits.Of(transformer.Transform(data)), ScoreBits.Of(scored));
    }

    private sealed class NumberedRow
    {
        [VectorType(ContractRow.FeatureCount)]
        public float[] Features { get; set; } = [];

        public int Number { get; set; }
    }

    private sealed class DatedRow
    {
        [VectorType(ContractRow.FeatureCount)]
        public float[] Features { get; set; } = [];

        public DateTime Date { get; set; }
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
