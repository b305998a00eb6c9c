using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Experiments.NeuronUses;

/// <summary>A training of the polynomial hinge of order 3 by Adam at 0.003, in batches of 50, as the work of a trial.</summary>
internal sealed class HingeTraining : IDisposable
{
    private readonly NetworkEngine engine;

    /// <summary>Trains.</summary>
    /// <param name="context">The trial: start, order of batches and checkpoint are its own.</param>
    /// <param name="definition">The network.</param>
    /// <param name="training">Rows to train on.</param>
    /// <param name="validation">Rows to look at after every epoch; null without.</param>
    /// <param name="epochs">Epochs at most.</param>
    /// <param name="rule">When to stop; null for never.</param>
    public HingeTraining(
        TrialContext context, NetworkDefinition definition, Dataset<float> training, Dataset<float>? validation, int epochs, EarlyStopping? rule = null)
    {
        engine = new NetworkEngine(Network<float>.Create(definition, context.Seed), new PolynomialHinge(3), new Regularization(), new Adam(), new EngineOptions());
        TrainingOptions options = new() { Epochs = epochs, BatchSize = 50, LearningRate = new Constant(3e-3), EarlyStopping = rule };
        Result = TrialTraining.Run(
            context, engine, new InMemoryBatchSource(training, context.Seed), validation is null ? null : new InMemoryBatchSource(validation, null), options);
    }

    /// <summary>How it went.</summary>
    public TrainingResult Result { get; }

    /// <summary>The figures of the kept network on other rows.</summary>
    public Evaluation Evaluate(Dataset<float> rows) => engine.Evaluate(new InMemoryBatchSource(rows, null));

    /// <summary>Ends the threads.</summary>
    public void Dispose() => engine.Dispose();
}
