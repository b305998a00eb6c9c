using MLNetLandscape.Benchmarks.Steps;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Benchmarks.Programs;

/// <summary>784-500-300-10 with a softmax on all of MNIST: our side of torch_mnist.py and sklearn_mnist.py.</summary>
internal static class MnistTraining
{
    private const int Epochs = 10;
    private const int BatchSize = 128;

    /// <summary>Loads, trains and tests: Adam at 1e-3 that falls to zero along a cosine.</summary>
    public static MnistMeasurement Run(string folder, int threads, string clock, long seed)
    {
        double started = StepClock.Read(clock);
        Dataset<float> training = MnistDataset.LoadTraining(folder);
        Dataset<float> test = MnistDataset.LoadTest(folder);
        double loaded = StepClock.Read(clock) - started;
        InMemoryBatchSource source = new(training, shuffleSeed: seed);
        InMemoryBatchSource testSource = new(test, shuffleSeed: null);
        started = StepClock.Read(clock);
        using NetworkEngine engine = new(
            Network<float>.Create(Definition(), seed), new SoftmaxCrossEntropy(), new Regularization(), new Adam(), new EngineOptions { Threads = threads });
        TrainingLoop.Run(
            engine,
            source,
            validation: null,
            new TrainingOptions { Epochs = Epochs, BatchSize = BatchSize, LearningRate = new Cosine(1e-3), EvaluateTrainingData = false });
        double trained = StepClock.Read(clock) - started;
        return new MnistMeasurement(loaded, trained, engine.Evaluate(testSource).Metric);
    }

    private static NetworkDefinition Definition() => new()
    {
        Input = Shape.Vector(28 * 28),
        Layers = [new Dense(500, new Relu()), new Dense(300, new Relu()), new Dense(10, new Identity())],
    };
}
