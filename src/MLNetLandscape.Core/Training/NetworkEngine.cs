using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;

namespace MLNetLandscape.Core.Training;

/// <summary>Trains a <see cref="Network{T}"/> in managed code.</summary>
public sealed class NetworkEngine : ITrainingEngine, IDisposable
{
    /// <summary>Binds the parts; the engine trains <paramref name="network"/> in place.</summary>
    public NetworkEngine(Network<float> network, Loss loss, Regularization regularization, Optimizer optimizer, EngineOptions options)
    {
        Network = network;
    }

    /// <summary>The network that is being trained.</summary>
    public Network<float> Network { get; }

    /// <inheritdoc/>
    public int FeatureCount => throw new NotImplementedException();

    /// <inheritdoc/>
    public int TargetWidth => throw new NotImplementedException();

    /// <inheritdoc/>
    public Metric Metric => throw new NotImplementedException();

    /// <inheritdoc/>
    public string Fingerprint => throw new NotImplementedException();

    /// <inheritdoc/>
    public void BeginEpoch(int epoch) => throw new NotImplementedException();

    /// <inheritdoc/>
    public StepResult TakeStep(Batch<float> batch, double learningRate) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Evaluation Evaluate(IBatchSource source, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Save(Stream destination) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Load(Stream source) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IModelSnapshot Snapshot(IModelSnapshot? reuse = null) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Restore(IModelSnapshot snapshot) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
