using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Tests.Contract;

/// <content>Saving and loading.</content>
public abstract partial class TrainerContract<TTransformer, TModel>
{
    /// <summary>The project of the program that scores in another process.</summary>
    protected virtual string ScoringHost => "MLNetLandscape.ScoringHost";

    /// <summary>What errors call the file that a pipeline carries.</summary>
    protected virtual string PayloadNoun => "model file";

    [Fact]
    public void Another_process_loads_the_pipeline_and_gives_the_same_scores()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        ITransformer pipeline = Pipeline(context).Fit(data);
        context.Model.Save(pipeline, data.Schema, folder.File("model.zip"));
        using (FileStream stream = File.Create(folder.File("data.idv")))
        {
            context.Data.SaveAsBinary(data, stream);
        }

        AssertSameScores(ScoreBits.Of(pipeline.Transform(data)), ScoringProcess.Score(ScoringHost, folder.File("model.zip"), folder.File("data.idv")));
    }

    [Fact]
    public void The_typed_model_of_a_loaded_pipeline_is_the_one_that_was_saved()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        ITransformer pipeline = Pipeline(context).Fit(data);
        TModel original = Assert.IsType<TModel>(Assert.Single(context.Landscape().FindModels(pipeline)));
        context.Model.Save(pipeline, data.Schema, folder.File("model.zip"));

        MLContext fresh = new();
        ITransformer loaded = fresh.Model.Load(folder.File("model.zip"), out DataViewSchema schema);
        TModel model = Assert.IsType<TModel>(Assert.Single(fresh.Landscape().FindModels(loaded)));

        Assert.Equal(data.Schema.Count, schema.Count);
        Assert.Equal(Parameters(original), Parameters(model));
        Assert.Equal(original.Regularization, model.Regularization);
        Assert.Equal(original.Columns, model.Columns);
        Assert.Equal(original.Loss, model.Loss);
        Assert.Equal(original.History.ToJson(), model.History.ToJson());
        List<string> scores = ScoreBits.Of(pipeline.Transform(data));
        AssertSameScores(scores, ScoreBits.Of(loaded.Transform(data)));
        IDataView prepared = ((TransformerChain<ITransformer>)pipeline).First().Transform(data);
        Assert.Equal(scores, ScoreBits.Of(TransformerOf(model).Transform(prepared)));
    }

    [Fact]
    public void A_loaded_pipeline_saves_again()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        ITransformer pipeline = Pipeline(context).Fit(data);
        context.Model.Save(pipeline, data.Schema, folder.File("first.zip"));
        ITransformer loaded = new MLContext().Model.Load(folder.File("first.zip"), out _);
        context.Model.Save(loaded, data.Schema, folder.File("second.zip"));
        ITransformer again = new MLContext().Model.Load(folder.File("second.zip"), out _);
        AssertSameScores(ScoreBits.Of(pipeline.Transform(data)), ScoreBits.Of(again.Transform(data)));
    }

    [Fact]
    public void A_loaded_pipeline_evaluates_and_leaves_no_helping_columns()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        TTransformer transformer = Fit(context, data);
        context.Model.Save(transformer, data.Schema, folder.File("model.zip"));
        IDataView scored = context.Model.Load(folder.File("model.zip"), out _).Transform(data);
        Assert.Equal(Evaluate(context, transformer.Transform(data)).Figure, Evaluate(context, scored).Figure, 1e-6);
        Assert.DoesNotContain(scored.Schema, column => !column.IsHidden && column.Name.StartsWith("__", StringComparison.Ordinal));
        Assert.Equal(
            transformer.Transform(data).Schema.Where(column => !column.IsHidden).Select(column => $"{column.Name} {column.Type}").Order(),
            scored.Schema.Where(column => !column.IsHidden).Select(column => $"{column.Name} {column.Type}").Order());
    }

    [Fact]
    public void A_loaded_pipeline_delivers_the_annotations_of_the_fitted_one()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        TTransformer transformer = Fit(context, data);
        context.Model.Save(transformer, data.Schema, folder.File("model.zip"));
        IDataView scored = new MLContext().Model.Load(folder.File("model.zip"), out _).Transform(data);

        // ML.NET's calibrators copy the kind of value from the score that they calibrate.
        string[] expected =
        [
            .. SchemaShapes.DescribeScores(transformer.Transform(data).Schema)
                .Select(column => column.Replace("ScoreValueKind=Probability", "ScoreValueKind=Score", StringComparison.Ordinal)),
        ];
        Assert.Equal(expected, SchemaShapes.DescribeScores(scored.Schema));
        Assert.All(expected, column => Assert.Contains("ScoreColumnSetId=1", column, StringComparison.Ordinal));
    }

    [Fact]
    public void The_score_columns_of_two_loaded_pipelines_are_two_sets()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        context.Model.Save(Fit(context, data), data.Schema, folder.File("model.zip"));
        ITransformer loaded = context.Model.Load(folder.File("model.zip"), out _);
        IDataView twice = loaded.Transform(loaded.Transform(data));
        Assert.All(SchemaShapes.DescribeScores(twice.Schema), column => Assert.Contains("ScoreColumnSetId=2", column, StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_with_missing_features_score_alike_after_loading()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(40);
        TTransformer transformer = Fit(context, View(context, rows));
        rows[3].Features[1] = float.NaN;
        rows[5].Features[0] = float.PositiveInfinity;
        IDataView data = View(context, rows);
        context.Model.Save(transformer, data.Schema, folder.File("model.zip"));
        ITransformer loaded = context.Model.Load(folder.File("model.zip"), out _);
        AssertSameScores(ScoreBits.Of(transformer.Transform(data)), ScoreBits.Of(loaded.Transform(data)));
    }

    [Fact]
    public void The_models_of_a_loaded_pipeline_are_restored_as_typed_transformers()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        ITransformer pipeline = Pipeline(context).Fit(data);
        context.Model.Save(pipeline, data.Schema, folder.File("model.zip"));
        ITransformer loaded = context.Model.Load(folder.File("model.zip"), out _);

        ITransformer restored = context.Landscape().RestoreModels(loaded);

        Assert.Equal(ScoreBits.Of(pipeline.Transform(data)), ScoreBits.Of(restored.Transform(data)));
        TTransformer network = Assert.IsType<TTransformer>(Assert.IsType<TransformerChain<ITransformer>>(restored).LastTransformer);
        IDataView prepared = ((TransformerChain<ITransformer>)restored).First().Transform(data);
        Assert.Equal(0, Importance(context, network, prepared).Index().MaxBy(item => item.Item).Index);
        Assert.Same(restored, context.Landscape().RestoreModels(restored));
    }

    [Fact]
    public void A_model_trained_in_a_context_that_was_cancelled_since_still_saves()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        TTransformer transformer = Fit(context, data);
        typeof(MLContext).GetMethod("CancelExecution", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.Invoke(context, null);
        new MLContext().Model.Save(transformer, data.Schema, folder.File("model.zip"));
        Assert.True(File.Exists(folder.File("model.zip")));
    }

    [Fact]
    public void A_fitted_chain_predicts_one_row_at_a_time_after_loading()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(20);
        IDataView data = View(context, rows);
        TTransformer transformer = Fit(context, data);
        context.Model.Save(transformer, data.Schema, folder.File("model.zip"));
        ITransformer loaded = context.Model.Load(folder.File("model.zip"), out _);
        List<string> scores = ScoreBits.Of(transformer.Transform(data));

        IRowToRowMapper mapper = loaded.GetRowToRowMapper(data.Schema);
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema);
        using DataViewRow row = mapper.GetRow(cursor, mapper.OutputSchema);
        string[] columns = ["PredictedLabel", "Score", "Probability"];
        Func<string>[] readers =
            [.. columns.Select(name => row.Schema.GetColumnOrNull(name)).OfType<DataViewSchema.Column>().Select(column => ScoreBits.Reader(row, column))];
        List<string> single = [];
        while (cursor.MoveNext())
        {
            single.Add(string.Join(' ', readers.Select(read => read())));
        }

        AssertSameScores(scores, single);
    }

    [Fact]
    public void A_damaged_payload_is_a_clear_error()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TModel model = Fit(context, data).Model;
        string payload = model.Format.Encode(model);
        char[] altered = payload.ToCharArray();
        altered[^100] = altered[^100] == 'A' ? 'B' : 'A';

        Assert.Equal(
            $"The stream is not a sound {PayloadNoun}: its checksum does not match its content; it was altered or damaged.",
            Assert.Throws<ModelFileException>(() => MLNetLandscape.Persistence.PayloadFormat.Decode(altered)).Message);
        Assert.Equal(
            "The model in the pipeline is damaged: its payload is no base-64 text.",
            Assert.Throws<ModelFileException>(() => MLNetLandscape.Persistence.PayloadFormat.Decode(payload.Remove(payload.IndexOf(':', StringComparison.Ordinal) + 1, 1))).Message);
    }

    [Fact]
    public void A_pipeline_with_a_damaged_payload_loads_and_says_so_when_it_is_used()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        TModel model = Fit(context, data).Model;
        string payload = model.Format.Encode(model);
        string cut = payload[..(payload.Length / 8 * 4)];
        context.Model.Save(MLNetLandscape.Persistence.SavedPipeline.Build(model, cut), data.Schema, folder.File("model.zip"));
        ITransformer loaded = context.Model.Load(folder.File("model.zip"), out _);

        string found = Assert.Throws<ModelFileException>(() => context.Landscape().FindModels(loaded)).Message;
        Exception? scored = Assert.ThrowsAny<Exception>(() => ScoreBits.Of(loaded.Transform(data)));

        // ML.NET reads ahead in threads of its own and wraps what they throw.
        while (scored is not ModelFileException and not null)
        {
            scored = scored.InnerException;
        }

        Assert.Equal(found, scored?.Message);
        Assert.StartsWith($"The stream is not a sound {PayloadNoun}: it should have ", found, StringComparison.Ordinal);
        Assert.EndsWith("it was truncated.", found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loaded_pipeline_scores_in_several_threads_at_once()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        TTransformer transformer = Fit(context, data);
        context.Model.Save(transformer, data.Schema, folder.File("model.zip"));
        ITransformer loaded = context.Model.Load(folder.File("model.zip"), out _);
        List<string> expected = ScoreBits.Of(transformer.Transform(data));
        List<string>[] results = new List<string>[8];
        Parallel.For(0, results.Length, i => results[i] = ScoreBits.Of((i % 2 == 0 ? loaded : transformer).Transform(data)));
        Assert.All(results, result => AssertSameScores(expected, result));
    }

    private IEstimator<ITransformer> Pipeline(MLContext context) => new EstimatorChain<ITransformer>()
        .Append<ITransformer>(context.Transforms.NormalizeMinMax("Features"))
        .Append((IEstimator<ITransformer>)Create(context, Options));
}
