using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;
using MLNetLandscape.TorchSharp.Modules;
using MLNetLandscape.TorchSharp.Training;

namespace MLNetLandscape.TorchSharp.Tests.Training;

public sealed class TorchEngineTests
{
    private static readonly Loss Hinge = new PolynomialHinge();

    // A count, and not the process's memory: 200 input tensors of a small batch are less than what other tests take and give back.
    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData(1.0, false)]
    [InlineData(1e-3, true)]
    public void No_tensor_stays_behind_after_200_steps_and_an_evaluation(double? clip, bool weighted)
    {
        using TensorModule module = Noisy(1);
        using TorchEngine engine = Create(module, new Adam(), new TorchEngineOptions { GradientClipNorm = clip });
        Dataset<float> data = Problem.Data(10_000, 5, Hinge, 1, weighted);
        Batch<float> batch = Read(data, 64);
        engine.TakeStep(batch, 1e-3);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        long outside = DisposeScopeManager.Statistics.CreatedOutsideScopeCount;
        for (int step = 0; step < 200; step++)
        {
            engine.TakeStep(batch, 1e-3);
        }

        engine.Evaluate(new InMemoryBatchSource(data, null));
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(outside, DisposeScopeManager.Statistics.CreatedOutsideScopeCount);
    }

    [Fact]
    public void The_generator_and_the_number_of_threads_are_left_as_found()
    {
        using TensorModule module = Noisy(1);
        using TorchEngine engine = Create(module, new Adam(), new TorchEngineOptions { Threads = 2 });
        Dataset<float> data = Problem.Data(64, 5, Hinge, 1);
        torch.manual_seed(99);
        int threads = torch.get_num_threads();
        engine.TakeStep(Read(data, 64), 1e-3);
        engine.Evaluate(new InMemoryBatchSource(data, null));
        using Tensor drawn = torch.rand(4);
        torch.manual_seed(99);
        using Tensor expected = torch.rand(4);
        Assert.Equal(threads, torch.get_num_threads());
        Assert.Equal(expected.data<float>().ToArray(), drawn.data<float>().ToArray());
    }

    [Fact]
    public void Two_engines_side_by_side_do_not_disturb_each_other()
    {
        // Created before any thread runs: what seeds LibTorch's generator beside a step would disturb it.
        TensorModule[] modules = [Noisy(1), Noisy(1), Noisy(1)];
        float[] alone = TrainNoisy(modules[2], 3);
        float[][] together = new float[2][];
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(i => new Thread(() => together[i] = TrainNoisy(modules[i], 3 + i)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal(alone, together[0]);
        Assert.NotEqual(alone, together[1]);
    }

    [Fact]
    public void A_module_with_dropout_and_batch_normalization_resumes_bit_for_bit()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.checkpoint");
        try
        {
            (float[] whole, _) = Train(epochs: 6, cancelAfter: null, null);
            Train(epochs: 6, cancelAfter: 3, path);
            (float[] resumed, TrainingResult result) = Train(epochs: 6, cancelAfter: null, path);
            Assert.Equal(6, result.History.Count);
            Assert.Equal(whole, resumed);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_loop_learns_two_separable_classes()
    {
        using TensorModule module = new WithExponentialNeuron(torch.nn.Linear(5, 1), 5);
        using TorchEngine engine = new(module, [5], Hinge, new Regularization(), new Adam(), new TorchEngineOptions());
        InMemoryBatchSource source = new(Problem.Data(400, 5, Hinge, 1), shuffleSeed: 1);
        TrainingResult result = TrainingLoop.Run(
            engine, source, null, new TrainingOptions { Epochs = 60, BatchSize = 50, LearningRate = new Constant(0.02) });
        Assert.InRange(result.History[^1].Training!.Metric, 0.97, 1);
        Assert.NotNull(result.History[^1].Training!.Neuron);
    }

    [Fact]
    public void The_fingerprint_tells_trainings_apart_and_not_the_number_of_threads()
    {
        using TensorModule module = Noisy(1);
        using TorchEngine engine = Create(module, new Adam(), new TorchEngineOptions());
        using TorchEngine same = Create(module, new Adam(), new TorchEngineOptions { Threads = 2 });
        using TorchEngine otherSeed = Create(module, new Adam(), new TorchEngineOptions { Seed = 2 });
        using TorchEngine otherOptimizer = Create(module, new AdamW(), new TorchEngineOptions());
        using TensorModule otherModule = Noisy(2);
        using TorchEngine otherStart = Create(otherModule, new Adam(), new TorchEngineOptions());
        Assert.Equal(engine.Fingerprint, same.Fingerprint);
        string[] all = [engine.Fingerprint, otherSeed.Fingerprint, otherOptimizer.Fingerprint, otherStart.Fingerprint];
        Assert.Equal(4, all.Distinct().Count());
    }

    [Fact]
    public void A_snapshot_puts_parameters_and_running_statistics_back()
    {
        using TensorModule module = Noisy(1);
        using TorchEngine engine = Create(module, new Adam(), new TorchEngineOptions());
        Batch<float> batch = Read(Problem.Data(64, 5, Hinge, 1), 64);
        IModelSnapshot snapshot = engine.Snapshot();
        string start = Bytes(snapshot);
        engine.TakeStep(batch, 0.1);
        Assert.NotEqual(start, Bytes(engine.Snapshot()));
        engine.Restore(snapshot);
        Assert.Equal(start, Bytes(engine.Snapshot()));
        Assert.Same(snapshot, engine.Snapshot(snapshot));
    }

    [Fact]
    public void Refuses_a_state_that_was_cut_off_and_changes_nothing()
    {
        using TensorModule module = Noisy(1);
        using TorchEngine engine = Create(module, new Adam(), new TorchEngineOptions());
        using MemoryStream stream = new();
        engine.Save(stream);
        string before = Bytes(engine.Snapshot());
        engine.TakeStep(Read(Problem.Data(64, 5, Hinge, 1), 64), 0.1);
        string after = Bytes(engine.Snapshot());
        using MemoryStream cut = new(stream.ToArray()[..^5]);
        Assert.Equal("The state ends within the optimizer's: it was cut off.", Assert.Throws<InvalidDataException>(() => engine.Load(cut)).Message);
        Assert.Equal(after, Bytes(engine.Snapshot()));
        stream.Position = 0;
        engine.Load(stream);
        Assert.Equal(before, Bytes(engine.Snapshot()));
    }

    [Fact]
    public void Refuses_rows_that_the_module_does_not_take()
    {
        using TensorModule module = torch.nn.Linear(4, 1);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Create(module, new Adam(), new TorchEngineOptions()));
        Assert.StartsWith("The module does not take rows of shape [5]: ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Pass the shape that its first layer takes (FeatureShape of a trainer), or change the module.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_outputs_that_are_no_matrix()
    {
        using TensorModule module = torch.nn.Conv2d(1, 2, 3L);
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => new TorchEngine(module, [1, 5, 5], new Squared(), new Regularization(), new Adam(), new TorchEngineOptions()));
        Assert.Equal(
            "A module must return rows x outputs (or rows, for one output) of Float32, but returned shape [2, 2, 3, 3] of Float32 for 2 rows. "
            + "End it with a layer that does, for instance Flatten and Linear.",
            exception.Message);
    }

    [Fact]
    public void Refuses_outputs_that_do_not_fit_the_task()
    {
        using TensorModule module = torch.nn.Linear(5, 3);
        Assert.StartsWith(
            "PolynomialHinge takes a network of 1 output, but it has 3.",
            Assert.Throws<ArgumentException>(() => Create(module, new Adam(), new TorchEngineOptions())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_module_of_another_precision()
    {
        using TensorModule module = torch.nn.Linear(5, 1).to(ScalarType.Float64);
        Assert.Equal(
            "The parameter 'weight' must be of Float32, but is of Float64. Convert the module with .to(ScalarType.Float32) first.",
            Assert.Throws<ArgumentException>(() => Create(module, new Adam(), new TorchEngineOptions())).Message);
    }

    [Fact]
    public void Refuses_data_of_another_width()
    {
        using TensorModule module = Noisy(1);
        using TorchEngine engine = Create(module, new Adam(), new TorchEngineOptions());
        Assert.Equal(
            "The module takes rows of shape [5], 5 features, but the data has 6. Use the columns that the module was made for, or pass another row shape.",
            Assert.Throws<ArgumentException>(() => engine.TakeStep(Read(Problem.Data(8, 6, Hinge, 1), 8), 1e-3)).Message);
    }

    [Fact]
    public void Refuses_a_class_that_is_not_there()
    {
        using TensorModule module = torch.nn.Linear(5, 3);
        using TorchEngine engine = new(module, [5], new SoftmaxCrossEntropy(), new Regularization(), new Adam(), new TorchEngineOptions());
        Batch<float> batch = Read(Problem.Data(8, 5, new SoftmaxCrossEntropy(), 3), 8);
        batch.Targets[2] = 3;
        Assert.Equal(
            "A target of SoftmaxCrossEntropy must be a class index from 0 to 2, but was 3. Number the classes from 0.",
            Assert.Throws<ArgumentException>(() => engine.TakeStep(batch, 1e-3)).Message);
    }

    [Fact]
    public void A_frozen_parameter_stays()
    {
        using TensorModule module = Noisy(1);
        Tensor frozen = module.named_parameters().First().parameter;
        frozen.requires_grad = false;
        float[] before = frozen.data<float>().ToArray();
        using TorchEngine engine = Create(module, new AdamW(0.5), new TorchEngineOptions());
        engine.TakeStep(Read(Problem.Data(64, 5, Hinge, 1), 64), 0.1);
        Assert.Equal(before, frozen.data<float>().ToArray());
    }

    private static TorchEngine Create(TensorModule module, Optimizer optimizer, TorchEngineOptions options) =>
        new(module, [5], Hinge, new Regularization(), optimizer, options);

    /// <summary>Dropout, running statistics and a neuron.</summary>
    private static WithExponentialNeuron Noisy(long seed)
    {
        torch.manual_seed(seed);
        return new WithExponentialNeuron(
            torch.nn.Sequential(torch.nn.Linear(5, 16), torch.nn.BatchNorm1d(16), torch.nn.ReLU(), torch.nn.Dropout(0.3), torch.nn.Linear(16, 1)), 5, 1, seed);
    }

    private static float[] TrainNoisy(TensorModule module, long seed)
    {
        using TorchEngine engine = Create(module, new Adam(), new TorchEngineOptions { Seed = seed, Threads = 1 });
        Batch<float> batch = Read(Problem.Data(64, 5, Hinge, 1), 64);
        for (int step = 0; step < 50; step++)
        {
            engine.TakeStep(batch, 1e-2);
        }

        float[] numbers = CoreModules.GetParameters(module);
        module.Dispose();
        return numbers;
    }

    private static (float[] Parameters, TrainingResult Result) Train(int epochs, int? cancelAfter, string? checkpoint)
    {
        using TensorModule module = Noisy(1);
        using TorchEngine engine = Create(module, new Adam(), new TorchEngineOptions());
        using CancellationTokenSource cancellation = new();
        Canceller progress = new(cancellation, cancelAfter);
        InMemoryBatchSource source = new(Problem.Data(100, 5, Hinge, 1), shuffleSeed: 1);
        TrainingOptions options = new() { Epochs = epochs, BatchSize = 32, LearningRate = new Constant(1e-2), CheckpointPath = checkpoint };
        TrainingResult result = TrainingLoop.Run(engine, source, null, options, progress, cancellation.Token);
        return (CoreModules.GetParameters(module), result);
    }

    private static Batch<float> Read(Dataset<float> data, int rows)
    {
        Batch<float> batch = new(rows, data.FeatureCount, data.TargetWidth);
        Assert.True(new InMemoryBatchSource(data, null).Open(0).Read(batch));
        return batch;
    }

    private static string Bytes(IModelSnapshot snapshot)
    {
        using MemoryStream stream = new();
        snapshot.Save(stream);
        return Convert.ToHexString(stream.ToArray());
    }

    private sealed class Canceller(CancellationTokenSource cancellation, int? after) : IProgress<EpochProgress>
    {
        public void Report(EpochProgress value)
        {
            if (value.Record.Epoch == after)
            {
                cancellation.Cancel();
            }
        }
    }
}
