using System.Reflection;
using MLNetLandscape.Models;
using MLNetLandscape.Tests.Contract.Tasks;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Tests.Contract;

/// <summary>What every trainer must do, whatever it trains, as ML.NET's own do.</summary>
public abstract partial class TrainerContract<TTransformer, TModel>
    where TTransformer : LandscapeTransformer<TModel>
    where TModel : LandscapeModel
{
    private const int RowCount = 150;

    /// <summary>What the trainer learns.</summary>
    protected abstract ContractTask Task { get; }

    /// <summary>Options of a small model for <see cref="ContractRow"/>.</summary>
    protected abstract LandscapeTrainerOptions DefaultOptions { get; }

    protected abstract LandscapeTrainer<TTransformer, TModel> Create(MLContext context, LandscapeTrainerOptions options);

    protected abstract TTransformer TransformerOf(TModel model);

    /// <summary>All parameters, in one order.</summary>
    protected abstract float[] Parameters(TModel model);

    /// <summary>The options with an exponential neuron, or without.</summary>
    protected abstract LandscapeTrainerOptions WithNeuron(LandscapeTrainerOptions options, bool hasNeuron);

    /// <summary>Whether scores are the same that were computed in batches of other sizes: the same bits, unless an engine cannot promise that.</summary>
    protected virtual void AssertSameScores(IReadOnlyList<string> expected, IReadOnlyList<string> actual) => Assert.Equal(expected, actual);

    private protected LandscapeTrainerOptions Options => ContractOptions.Brief(DefaultOptions);

    private protected IDataView Data(MLContext context, int rows = RowCount, long seed = 3) => View(context, ContractData.Rows(rows, seed));

    private protected IDataView View(MLContext context, IEnumerable<ContractRow> rows) => ContractData.View(context, rows, Task.LabelColumn);

    private protected TTransformer Fit(MLContext context, IDataView data, Func<LandscapeTrainerOptions, LandscapeTrainerOptions>? change = null) =>
        Create(context, change is null ? Options : change(Options)).Fit(data);

    [Fact]
    public void Delivers_the_schema_that_it_promises()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        LandscapeTrainer<TTransformer, TModel> trainer = Create(context, Options);

        SchemaShape promised = trainer.GetOutputSchema(SchemaShapes.Of(data.Schema));
        IDataView scored = trainer.Fit(data).Transform(data);

        Assert.Equal(SchemaShapes.Describe(promised), SchemaShapes.Describe(SchemaShapes.Of(scored.Schema)));
    }

    [Fact]
    public void The_transformer_tells_the_schema_that_it_delivers()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TTransformer transformer = Fit(context, data);

        Assert.Equal(
            SchemaShapes.Describe(SchemaShapes.Of(transformer.GetOutputSchema(data.Schema))),
            SchemaShapes.Describe(SchemaShapes.Of(transformer.Transform(data).Schema)));
        Assert.Equal("Features", transformer.FeatureColumnName);
        Assert.Equal(data.Schema["Features"].Type, transformer.FeatureColumnType);
    }

    [Fact]
    public void Learns_something()
    {
        MLContext context = new(1);
        (double figure, double trivial) = Task.Evaluate(context, Fit(context, Data(context)).Transform(Data(context, seed: 4)));
        Assert.True(figure > trivial + 0.2, $"{figure} against {trivial}");
    }

    [Fact]
    public void Cross_validates()
    {
        MLContext context = new(1);
        IReadOnlyList<double> figures = Task.CrossValidate(context, Data(context), (IEstimator<ITransformer>)Create(context, Options));
        Assert.Equal(3, figures.Count);
        Assert.All(figures, figure => Assert.True(figure > 0.5, $"{figure}"));
    }

    [Fact]
    public void A_prediction_engine_and_a_cursor_give_the_same_scores()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TTransformer transformer = Fit(context, data);
        AssertSameScores(ScoreBits.Of(transformer.Transform(data)), ScoreBits.RowByRow(transformer, data));
    }

    [Fact]
    public void Two_fits_of_a_trainer_give_the_same_bits()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        LandscapeTrainer<TTransformer, TModel> trainer = Create(context, Options);
        List<string> first = ScoreBits.Of(trainer.Fit(data).Transform(data));
        trainer.Fit(Data(context, 40, seed: 9));
        Assert.Equal(first, ScoreBits.Of(trainer.Fit(data).Transform(data)));
    }

    [Fact]
    public void The_seed_decides_the_model()
    {
        List<string> Scores(int? contextSeed, long? seed)
        {
            MLContext context = new(contextSeed);
            IDataView data = Data(context);
            return ScoreBits.Of(Fit(context, data, options => options with { Seed = seed }).Transform(data));
        }

        Assert.Equal(Scores(1, 5), Scores(2, 5));
        Assert.NotEqual(Scores(1, 5), Scores(1, 6));
        Assert.Equal(Scores(1, null), Scores(1, null));
        Assert.NotEqual(Scores(1, null), Scores(2, null));
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        Assert.Equal(
            ScoreBits.Of(Fit(context, data).Transform(data)),
            ScoreBits.Of(Fit(context, data, options => options with { NumberOfThreads = 2 }).Transform(data)));
    }

    [Fact]
    public void Sparse_features_give_the_same_bits_as_dense_ones()
    {
        MLContext context = new(1);
        IDataView dense = Data(context);
        IDataView sparse = new SparseView(dense, "Features");
        TTransformer transformer = Fit(context, dense);
        List<string> scores = ScoreBits.Of(transformer.Transform(dense));
        Assert.Equal(scores, ScoreBits.Of(transformer.Transform(sparse)));
        Assert.Equal(scores, ScoreBits.Of(Fit(context, sparse).Transform(sparse)));
    }

    [Fact]
    public void A_weight_of_two_is_a_row_twice()
    {
        // With all rows in one batch the objective is the same function; scaling looks at rows, not at weights, so it stays off.
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(60);
        List<ContractRow> repeated = [.. rows.SelectMany(row => Enumerable.Repeat(row, (int)row.Weight))];
        LandscapeTrainerOptions Change(LandscapeTrainerOptions options) => WithoutScaling(options) with
        {
            BatchSize = 1000,
            NumberOfEpochs = 10,
            Optimizer = new Core.Optimizers.Sgd(),
        };
        foreach (ContractRow row in rows)
        {
            row.Features[4] /= 1000;
        }

        float[] weighted = Parameters(Fit(context, View(context, rows), options => Change(options) with { ExampleWeightColumnName = "Weight" }).Model);
        float[] twice = Parameters(Fit(context, View(context, repeated), Change).Model);
        float[] plain = Parameters(Fit(context, View(context, rows), Change).Model);
        Assert.True(Distance(weighted, twice) < 1e-4 * Distance(weighted, plain) + 1e-5, $"{Distance(weighted, twice)} against {Distance(weighted, plain)}");
    }

    [Fact]
    public void A_caching_checkpoint_changes_nothing()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        IEstimator<ITransformer> trainer = (IEstimator<ITransformer>)Create(context, Options);
        ITransformer cached = context.Transforms.CopyColumns("Copy", "Features").AppendCacheCheckpoint(context).Append(trainer).Fit(data);
        Assert.Equal(ScoreBits.Of(trainer.Fit(data).Transform(data)), ScoreBits.Of(cached.Transform(data)));
    }

    [Fact]
    public void Permutation_feature_importance_finds_the_feature_that_counts()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        IReadOnlyList<double> importance = Task.Importance(context, Fit(context, data), data);
        Assert.Equal(ContractRow.FeatureCount, importance.Count);
        Assert.Equal(0, importance.Index().MaxBy(item => item.Item).Index);
        Assert.Equal(0, importance[3], 1e-9);
    }

    [Fact]
    public void A_token_cancels()
    {
        MLContext context = new(1);
        using CancellationTokenSource source = new();
        SynchronousProgress progress = new(_ => source.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Fit(context, Data(context), options => options with { NumberOfEpochs = 1000, Progress = progress, CancellationToken = source.Token }));
        Assert.Equal(1, progress.Count);
    }

    [Fact]
    public void A_cancelled_context_cancels()
    {
        MLContext context = new(1);
        MethodInfo cancel = typeof(MLContext).GetMethod("CancelExecution", BindingFlags.Instance | BindingFlags.NonPublic)!;
        SynchronousProgress progress = new(epoch =>
        {
            if (epoch.Record.Epoch == 3)
            {
                cancel.Invoke(context, null);
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Fit(context, Data(context), options => options with { NumberOfEpochs = 1000, Progress = progress }));
        Assert.InRange(progress.Count, 3, 200);
    }

    private protected static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => System.Numerics.Tensors.TensorPrimitives.Distance(a, b);

    /// <summary>The options without any scaling; of a label of any unit, with a rate for it.</summary>
    private protected virtual LandscapeTrainerOptions WithoutScaling(LandscapeTrainerOptions options) => options with { Standardize = false };
}
