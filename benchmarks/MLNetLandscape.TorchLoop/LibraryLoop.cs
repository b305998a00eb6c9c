using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;
using MLNetLandscape.TorchSharp.Training;
using TorchSharp;

namespace MLNetLandscape.TorchLoop;

/// <summary>The library's loop over the same module and data, as its ML.NET trainers run it.</summary>
internal sealed class LibraryLoop : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        Epochs = 1,
        BatchSize = LoopCase.BatchSize,
        LearningRate = new Constant(1e-3),
        EvaluateTrainingData = false,
    };

    private readonly torch.nn.Module<torch.Tensor, torch.Tensor> module;
    private readonly TorchEngine engine;
    private readonly InMemoryBatchSource source;

    public LibraryLoop(LoopCase task, Dataset<float> data)
    {
        module = task.Create();
        engine = new TorchEngine(
            module, task.RowShape, task.Loss, new Regularization { Lambda = 0 }, new Adam(), new TorchEngineOptions { DrawsRandomNumbers = false });
        source = new InMemoryBatchSource(data, shuffleSeed: 1);
    }

    /// <summary>One epoch.</summary>
    /// <returns>The mean objective of its steps.</returns>
    public double Train() => TrainingLoop.Run(engine, source, null, Options).History[^1].RunningObjective;

    public void Dispose()
    {
        engine.Dispose();
        module.Dispose();
    }
}
