using MLNetLandscape.Core.Data;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.Tests.Contract;

/// <content>Data that a trainer refuses, and how.</content>
public abstract partial class TrainerContract<TTransformer, TModel>
{
    [Fact]
    public void Refuses_a_wrong_label_type_in_the_words_of_MLNET()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        (string column, string message) = Task.WrongLabel;
        AssertRefused(context, data, message, options => options with { LabelColumnName = column });
    }

    [Fact]
    public void Refuses_missing_columns_in_the_words_of_MLNET()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        AssertRefused(context, data, "Could not find label column 'None'", options => options with { LabelColumnName = "None" });
        AssertRefused(context, data, "Could not find feature column 'None'", options => options with { FeatureColumnName = "None" });
        AssertRefused(context, data, "Could not find weight column 'None'", options => options with { ExampleWeightColumnName = "None" });
    }

    [Fact]
    public void Refuses_wrong_feature_and_weight_types_in_the_words_of_MLNET()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        AssertRefused(
            context, data, "Schema mismatch for feature column 'Weight': expected Vector<Single>, got Single", options => options with { FeatureColumnName = "Weight" });
        AssertRefused(
            context, data, "Schema mismatch for weight column 'Id': expected Single, got String", options => options with { ExampleWeightColumnName = "Id" });
    }

    [Fact]
    public void Refuses_features_of_variable_length_in_the_words_of_MLNET()
    {
        MLContext context = new(1);
        IDataView fixedLength = Data(context);
        IDataView data = context.Transforms.CustomMapping<NoInput, VariableOutput>((_, output) => output.Varying = [1, 2], null).Fit(fixedLength).Transform(fixedLength);
        AssertRefused(
            context, data, "Schema mismatch for feature column 'Varying': expected Vector<Single>, got VarVector<Single>", options => options with { FeatureColumnName = "Varying" });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Refuses_no_rows_in_the_words_of_MLNET_and_says_which_data_has_none(bool stream)
    {
        MLContext context = new(1);
        IDataView none = context.Data.FilterRowsByColumn(Data(context), "Weight", lowerBound: 100);
        const string Message = "No valid training instances found, all instances have missing features. The {0} data has no row. Check the file, the filters and the split.";
        LandscapeTrainer<TTransformer, TModel> trainer = Create(context, Options with { Stream = stream });
        Assert.Equal(Message.Replace("{0}", "training", StringComparison.Ordinal), Assert.Throws<InvalidOperationException>(() => trainer.Fit(none)).Message);
        Assert.Equal(
            Message.Replace("{0}", "validation", StringComparison.Ordinal),
            Assert.Throws<InvalidOperationException>(() => trainer.Fit(Data(context), none)).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Says_how_many_rows_lack_what_where_none_is_sound(bool stream)
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(60);
        foreach ((int i, ContractRow row) in rows.Index())
        {
            row.Features[1] = i < 45 ? float.NaN : 1;
            row.Weight = i < 40 ? 1 : float.PositiveInfinity;
        }

        LandscapeTrainer<TTransformer, TModel> trainer = Create(context, Options with { Stream = stream, ExampleWeightColumnName = "Weight" });
        const string Message = "No valid training instances found, all instances have missing features. The {0} data has 60 rows; missing or infinite is 'Features' "
            + "in 45 of them, 'Label' in 0, 'Weight' in 20. Replace missing values in the pipeline, or check the mapping of the label.";
        Assert.Equal(
            Message.Replace("{0}", "training", StringComparison.Ordinal),
            Assert.Throws<InvalidOperationException>(() => trainer.Fit(View(context, rows))).Message);
        Assert.Equal(
            Message.Replace("{0}", "validation", StringComparison.Ordinal),
            Assert.Throws<InvalidOperationException>(() => trainer.Fit(Data(context), View(context, rows))).Message);
    }

    [Fact]
    public void Refuses_to_hold_every_row_back()
    {
        MLContext context = new(1);
        Assert.Equal(
            "ValidationFraction 0.999999 of 20 rows held all rows back. Lower it, or pass validation data.",
            Assert.Throws<ArgumentException>(
                () => Fit(context, Data(context, 20), options => options with { Stream = true, ValidationFraction = 0.999999 })).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Leaves_rows_with_missing_features_out_and_says_so(bool stream)
    {
        MLContext context = new(1);
        List<string> log = [];
        context.Log += (_, message) => log.Add(message.RawMessage);
        List<ContractRow> rows = ContractData.Rows(60);
        rows[7].Features[1] = float.NaN;
        rows[9].Features[0] = float.PositiveInfinity;
        TTransformer transformer = Fit(context, View(context, rows), options => options with { Stream = stream, ShuffleBufferRows = 60 });
        Assert.Contains("Skipped 2 instances with missing features/label during training", log);
        List<ContractRow> sound = [.. rows.Where(row => row.Features.All(float.IsFinite))];
        IDataView soundData = View(context, sound);
        Assert.Equal(
            ScoreBits.Of(Fit(context, soundData, options => options with { Stream = stream, ShuffleBufferRows = 60 }).Transform(soundData)),
            ScoreBits.Of(transformer.Transform(soundData)));
    }

    [Fact]
    public void Refuses_missing_values_where_asked_to()
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(60);
        rows[7].Features[1] = float.NaN;
        Assert.Equal(
            "Values must not be missing or infinite, but row 7 has one in column 'Features'. "
            + "Replace missing values in the pipeline, or leave such rows out with MissingValues = MissingValues.SkipRow.",
            Assert.Throws<InvalidOperationException>(() => Fit(context, View(context, rows), options => options with { MissingValues = MissingValues.Refuse })).Message);
    }

    [Fact]
    public void Refuses_a_negative_weight()
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(60);
        rows[3].Weight = -2;
        Assert.Equal(
            "Weights must be at least 0, but row 3 has -2 in column 'Weight'. Correct the column.",
            Assert.Throws<InvalidOperationException>(() => Fit(context, View(context, rows), options => options with { ExampleWeightColumnName = "Weight" })).Message);
    }

    [Fact]
    public void Refuses_to_score_features_of_another_length()
    {
        MLContext context = new(1);
        TTransformer transformer = Fit(context, Data(context));
        IDataView other = context.Transforms.Concatenate("Features", "Weight", "Number").Fit(Data(context)).Transform(Data(context));
        Assert.StartsWith(
            "Schema mismatch for feature column 'Features': expected Vector<Single, 5>, got Vector<Single, 2>",
            Assert.Throws<ArgumentOutOfRangeException>(() => transformer.Transform(other)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Refuses_data_without_any_weight(bool stream)
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(60);
        rows.ForEach(row => row.Weight = 0);
        LandscapeTrainer<TTransformer, TModel> trainer = Create(context, Options with { Stream = stream, ExampleWeightColumnName = "Weight" });
        const string Message = "At least one weight must be above 0, but column 'Weight' is 0 in all 60 {0} rows. Correct the column, or set ExampleWeightColumnName to null.";
        Assert.Equal(
            Message.Replace("{0}", "training", StringComparison.Ordinal),
            Assert.Throws<ArgumentException>(() => trainer.Fit(View(context, rows))).Message);
        Assert.Equal(
            Message.Replace("{0}", "validation", StringComparison.Ordinal),
            Assert.Throws<ArgumentException>(() => trainer.Fit(Data(context), View(context, rows))).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Refuses_a_split_that_leaves_one_part_without_any_weight(bool stream)
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(60);
        foreach (ContractRow row in rows.Skip(1))
        {
            row.Weight = 0;
        }

        LandscapeTrainer<TTransformer, TModel> trainer = Create(
            context, Options with { Stream = stream, ExampleWeightColumnName = "Weight", ValidationFraction = 0.5 });
        Assert.StartsWith(
            "At least one weight must be above 0, but column 'Weight' is 0 in all ",
            Assert.Throws<ArgumentException>(() => trainer.Fit(View(context, rows))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void Refuses_to_score_a_row_of_another_length(int length)
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TTransformer transformer = Fit(context, data);
        List<ContractRow> rows = ContractData.Rows(60);
        rows[40].Features = new float[length];
        IDataView other = View(context, rows);
        string message = $"The model takes 5 features, but the row has {length} in column 'Features'. Build the features as in training.";

        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => ScoreBits.Of(transformer.Transform(other))).Message);
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => ScoreBits.RowByRow(transformer, other)).Message);
        Assert.Equal(
            message,
            Assert.ThrowsAny<Exception>(() => ScoreBits.Of(Reloaded.From(transformer, data.Schema).Transform(other))).GetBaseException().Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Refuses_to_train_on_a_row_of_another_length(bool stream)
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(60);
        rows[40].Features = [1, 2];
        Assert.Equal(
            "Every row must have 5 features, as the type of column 'Features' says, but row 40 has 2. Give all rows as many, or give the column the size that they have.",
            Assert.Throws<InvalidOperationException>(() => Fit(context, View(context, rows), options => options with { Stream = stream })).Message);
    }

    [Fact]
    public void A_loaded_pipeline_refuses_features_of_another_length_when_it_is_read()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        ITransformer loaded = Reloaded.From(Fit(context, data), data.Schema);
        IDataView scored = loaded.Transform(context.Transforms.Concatenate("Features", "Weight", "Number").Fit(data).Transform(data));
        Exception exception = Assert.ThrowsAny<Exception>(() => ScoreBits.Of(scored));
        Assert.Equal(
            "The model takes 5 features, but the row has 2 in column 'Features'. Build the features as in training.",
            exception.GetBaseException().Message);
    }

    /// <summary>Both the promise and the fit refuse, in the same words.</summary>
    private void AssertRefused(
        MLContext context, IDataView data, string message, Func<LandscapeTrainerOptions, LandscapeTrainerOptions> change)
    {
        LandscapeTrainer<TTransformer, TModel> trainer = Create(context, change(Options));
        string promise = Assert.Throws<ArgumentOutOfRangeException>(() => trainer.GetOutputSchema(SchemaShapes.Of(data.Schema))).Message;
        string fit = Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(data)).Message;
        Assert.StartsWith(message, promise, StringComparison.Ordinal);
        Assert.StartsWith(message, fit, StringComparison.Ordinal);
    }

    private sealed class NoInput
    {
    }

    private sealed class VariableOutput
    {
        public float[] Varying { get; set; } = [];
    }
}
