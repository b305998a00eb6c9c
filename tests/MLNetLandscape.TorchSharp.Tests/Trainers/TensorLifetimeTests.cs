using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.TorchSharp.ScoringHost;
using MLNetLandscape.TorchSharp.Trainers;
using MLNetLandscape.TorchSharp.Transformers;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>What trainers and transformers leave behind: nothing.</summary>
/// <remarks>
/// Live tensors are counted on the thread that trains and scores. The count over all threads, Tensor.TotalCount, is of no use for that: in TorchSharp
/// 0.105.2 it grows by one with each parameter of a module that was created and disposed.
/// </remarks>
public sealed class TensorLifetimeTests
{
    private const int RowCount = 10_000;

    private readonly MLContext context = new(1);
    private readonly IDataView data;

    public TensorLifetimeTests() => data = ContractData.View(context, ContractData.Rows(RowCount), nameof(ContractRow.Flag));

    [Fact]
    public void A_fit_of_200_steps_leaves_no_tensor()
    {
        Fit(epochs: 1);
        long before = Live;
        TorchBinaryTransformer transformer = Fit(epochs: 4);
        Assert.Equal(before, Live);
        Assert.Equal(4, transformer.Model.History.Epochs.Count);
    }

    [Fact]
    public void Scoring_10000_rows_leaves_no_tensor()
    {
        TorchBinaryTransformer transformer = Fit(epochs: 1);
        long before = Live;
        Assert.Equal(RowCount, ScoreBits.Of(transformer.Transform(data)).Count);
        Assert.Equal(before, Live);
    }

    [Fact]
    public void A_loaded_pipeline_keeps_its_module_and_nothing_of_the_rows()
    {
        using TemporaryFolder folder = new();
        context.Model.Save(Fit(epochs: 1), data.Schema, folder.File("model.zip"));
        ITransformer loaded = context.Model.Load(folder.File("model.zip"), out _);
        IDataView few = context.Data.TakeRows(data, 10);
        Assert.Equal(10, ScoreBits.Of(loaded.Transform(few)).Count);
        long before = torch.Tensor.TotalCount;
        Assert.Equal(RowCount, ScoreBits.Of(loaded.Transform(data)).Count);

        // ML.NET reads in threads of its own, each with a module of seven parameters. A tensor left behind by each row would be 10,000 more.
        Assert.InRange(torch.Tensor.TotalCount - before, long.MinValue, 1000);
    }

    [Fact]
    public void A_prediction_engine_keeps_its_module_and_nothing_of_the_rows()
    {
        // ML.NET's engine does not dispose the row that it reads: the module goes with the engine, when that is collected.
        TorchBinaryTransformer transformer = Fit(epochs: 1);
        List<ContractRow> rows = ContractData.Rows(1000);
        using PredictionEngine<ContractRow, Prediction> engine = context.Model.CreatePredictionEngine<ContractRow, Prediction>(transformer);
        engine.Predict(rows[0]);
        long before = Live;
        rows.ForEach(row => engine.Predict(row));
        Assert.Equal(before, Live);
    }

    [Fact]
    public void Resident_memory_stays_flat_over_50_epochs()
    {
        // A batch of these is 4 MB: one that stayed behind in each of 40 epochs would be 160 MB.
        const int Features = 4096;
        RandomSource random = new(1);
        WideRow[] rows = [.. Enumerable.Range(0, 256).Select(i => new WideRow { Features = [.. Enumerable.Range(0, Features).Select(_ => (float)random.NextNormal())], Label = i % 2 == 0 })];
        List<long> resident = [];
        SynchronousProgress progress = new(_ => resident.Add(Environment.WorkingSet));
        context.Landscape().TorchBinary(new TorchBinaryOptions
        {
            Factory = new DenseFactory(Features, 4, 1),
            NumberOfEpochs = 50,
            BatchSize = 256,
            Seed = 1,
            Progress = progress,
        }).Fit(context.Data.LoadFromEnumerable(rows));
        Assert.Equal(50, resident.Count);
        Assert.InRange(resident[^1] - resident[9], long.MinValue, 48L << 20);
    }

    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    private TorchBinaryTransformer Fit(int epochs) => context.Landscape().TorchBinary(new TorchBinaryOptions
    {
        Factory = new DenseFactory(5, 8, 1, HasNeuron: true, Dropout: 0.1),
        NumberOfEpochs = epochs,
        BatchSize = 200,
        Loss = new Core.Losses.PolynomialHinge(),
        ValidationFraction = 0,
        Seed = 1,
    }).Fit(data);

    private sealed class WideRow
    {
        [VectorType(4096)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Prediction
    {
        public float Score { get; set; }
    }
}
