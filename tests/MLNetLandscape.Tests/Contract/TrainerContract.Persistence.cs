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
        MLContext context = new(1);
        IDataView data = Data(context);
        ITransformer pipeline = Pipeline(context).Fit(data);
        TModel original = Assert.IsType<TModel>(Assert.Single(context.Landscape().FindModels(pipeline)));

        ITransformer loaded = Reloaded.From(pipeline, data.Schema, out DataViewSchema schema);
        TModel model = Assert.IsType<TModel>(Assert.Single(new MLContext().Landscape().FindModels(loaded)));

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
        MLContext context = new(1);
        IDataView data = Data(context);
        ITransformer pipeline = Pipeline(context).Fit(data);
        ITransformer again = Reloaded.From(Reloaded.From(pipeline, data.Schema), data.Schema);
        AssertSameScores(ScoreBits.Of(pipeline.Transform(data)), ScoreBits.Of(again.Transform(data)));
    }

    [Fact]
    public void A_loaded_pipeline_evaluates_and_leaves_no_helping_columns()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TTransformer transformer = Fit(context, data);
        IDataView scored = Reloaded.From(transformer, data.Schema).Transform(data);
        Assert.Equal(Task.Evaluate(context, transformer.Transform(data)).Figure, Task.Evaluate(context, scored).Figure, 1e-6);
        Assert.DoesNotContain(scored.Schema, column => !column.IsHidden && column.Name.StartsWith("__", StringComparison.Ordinal));
        Assert.Equal(
            transformer.Transform(data).Schema.Where(column => !column.IsHidden).Select(column => $"{column.Name} {column.Type}").Order(),
            scored.Schema.Where(column => !column.IsHidden).Select(column => $"{column.Name} {column.Type}").Order());
    }

    [Fact]
    public void A_loaded_pipeline_delivers_the_annotations_of_the_fitted_one()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TTransformer transformer = Fit(context, data);
        IDataView scored = Reloaded.From(transformer, data.Schema).Transform(data);

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
        MLContext context = new(1);
        IDataView data = Data(context);
        ITransformer loaded = Reloaded.From(Fit(context, data), data.Schema);
        IDataView twice = loaded.Transform(loaded.Transform(data));
        Assert.All(SchemaShapes.DescribeScores(twice.Schema), column => Assert.Contains("ScoreColumnSetId=2", column, StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_with_missing_features_score_alike_after_loading()
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(40);
        TTransformer transformer = Fit(context, View(context, rows));
        rows[3].Features[1] = float.NaN;
        rows[5].Features[0] = float.PositiveInfinity;
        IDataView data = View(context, rows);
        AssertSameScores(ScoreBits.Of(transformer.Transform(data)), ScoreBits.Of(Reloaded.From(transformer, data.Schema).Transform(data)));
    }

    [Fact]
    public void The_models_of_a_loaded_pipeline_are_restored_as_typed_transformers()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        ITransformer pipeline = Pipeline(context).Fit(data);

        ITransformer restored = context.Landscape().RestoreModels(Reloaded.From(pipeline, data.Schema));

        Assert.Equal(ScoreBits.Of(pipeline.Transform(data)), ScoreBits.Of(restored.Transform(data)));
        TTransformer network = Assert.IsType<TTransformer>(Assert.IsType<TransformerChain<ITransformer>>(restored).LastTransformer);
        IDataView prepared = ((TransformerChain<ITransformer>)restored).First().Transform(data);
        Assert.Equal(0, Task.Importance(context, network, prepared).Index().MaxBy(item => item.Item).Index);
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
    public void A_pipeline_predicts_one_row_at_a_time_after_loading()
    {
        MLContext context = new(1);
        IDataView data = Data(context, 20);
        TTransformer transformer = Fit(context, data);
        AssertSameScores(ScoreBits.Of(transformer.Transform(data)), ScoreBits.RowByRow(Reloaded.From(transformer, data.Schema), data));
    }

    [Fact]
    public void A_damaged_payload_is_a_clear_error()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TModel model = Fit(context, data).Model;
        string payload = model.Format.Encode(model);
        model.Format.Register();
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
        MLContext context = new(1);
        IDataView data = Data(context);
        TModel model = Fit(context, data).Model;
        string payload = model.Format.Encode(model);
        string cut = payload[..(payload.Length / 8 * 4)];
        ITransformer loaded = Reloaded.From(MLNetLandscape.Persistence.SavedPipeline.Build(model, cut), data.Schema);

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
        MLContext context = new(1);
        IDataView data = Data(context);
        TTransformer transformer = Fit(context, data);
        ITransformer loaded = Reloaded.From(transformer, data.Schema);
        List<string> expected = ScoreBits.Of(transformer.Transform(data));
        List<string>[] results = new List<string>[8];
        Parallel.For(0, results.Length, i => results[i] = ScoreBits.Of((i % 2 == 0 ? loaded : transformer).Transform(data)));
        Assert.All(results, result => AssertSameScores(expected, result));
    }

    private IEstimator<ITransformer> Pipeline(MLContext context) => new EstimatorChain<ITransformer>()
        .Append<ITransformer>(context.Transforms.NormalizeMinMax("Features"))
        .Append((IEstimator<ITransformer>)Create(context, Options));
}
