using System.Text.Json;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Threading;

namespace MLNetLandscape.Core.Training;

/// <summary>Trains a <see cref="Network{T}"/> in managed code.</summary>
/// <remarks>
/// <para>The objective of a step is the batch's weighted mean loss (times the loss factor, where there is one) plus the penalties.</para>
/// <para>The number of threads changes no bit of the result. After the first step no step allocates.</para>
/// </remarks>
public sealed partial class NetworkEngine : ITrainingEngine, IDisposable
{
    private readonly Loss loss;
    private readonly Regularization regularization;
    private readonly Optimizer optimizer;
    private readonly EngineOptions options;
    private readonly ThreadTeam team;
    private readonly OptimizerState<float> optimizerState;
    private readonly Penalty<float> penalty;
    private readonly AlignedBuffer<float> gradient;
    private readonly GradientUpdate update;
    private readonly string start;
    private BatchStep<float>? batchStep;
    private NetworkEvaluator<float>? evaluator;
    private Batch<float>? evaluationBatch;
    private RandomSource epochRandom;
    private long step;

    /// <summary>Binds the parts; the engine trains <paramref name="network"/> in place.</summary>
    /// <exception cref="ArgumentException">The loss does not fit the network's outputs.</exception>
    public NetworkEngine(Network<float> network, Loss loss, Regularization regularization, Optimizer optimizer, EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(regularization);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(options);
        (Network, this.loss, this.regularization, this.optimizer, this.options) = (network, loss, regularization, optimizer, options);
        TargetWidth = loss.GetTargetWidth(network.OutputSize);
        start = EngineFingerprint.HashNumbers(network);
        gradient = new AlignedBuffer<float>(network.Layout.Count);
        optimizerState = optimizer.CreateState<float>(gradient.Length);
        penalty = new Penalty<float>(network.Plan, regularization);
        team = new ThreadTeam(options.Threads);
        update = new GradientUpdate(network, penalty, optimizerState, gradient, options, team);
        BeginEpoch(0);
    }

    /// <summary>The network that is being trained.</summary>
    public Network<float> Network { get; }

    /// <inheritdoc/>
    public int FeatureCount => Network.InputSize;

    /// <inheritdoc/>
    public int TargetWidth { get; }

    /// <inheritdoc/>
    public Metric Metric => NetworkMetric.Of(loss);

    /// <inheritdoc/>
    public string Fingerprint => JsonSerializer.Serialize(
        new EngineFingerprint(
            Network.Definition, loss, regularization, optimizer, options.GradientClipNorm, options.NeuronGradientClipNorm, options.Seed, start),
        JsonFormat.Compact);

    /// <inheritdoc/>
    public void BeginEpoch(int epoch)
    {
        epochRandom = new RandomSource(options.Seed).Split(RandomPurpose.Dropout, epoch);
        step = 0;
    }

    /// <inheritdoc/>
    public Evaluation Evaluate(IBatchSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        CheckWidths(source.FeatureCount, source.TargetWidth);
        evaluationBatch ??= new Batch<float>(Network.Plan.ModestRows, FeatureCount, TargetWidth);
        evaluator ??= new NetworkEvaluator<float>(Network, loss, team, evaluationBatch.Capacity);
        evaluator.Begin();
        using IBatchReader reader = source.Open(0);
        while (reader.Read(evaluationBatch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            evaluator.Add(evaluationBatch);
        }

        return evaluator.Finish(penalty.Value(Network.Parameters));
    }

    /// <inheritdoc/>
    public void Save(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        NumberStream.Write<float>(destination, Network.Parameters, Network.State);
        using BinaryWriter writer = new(destination, System.Text.Encoding.UTF8, leaveOpen: true);
        optimizerState.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        NumberStream.Read(source, Network.Parameters, Network.State);
        using BinaryReader reader = new(source, System.Text.Encoding.UTF8, leaveOpen: true);
        try
        {
            optimizerState.Load(reader);
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("The state ends within the optimizer's: it was cut off.", exception);
        }
    }

    /// <inheritdoc/>
    public IModelSnapshot Snapshot(IModelSnapshot? reuse = null) => NetworkSnapshot<float>.Of(Network, reuse);

    /// <inheritdoc/>
    public void Restore(IModelSnapshot snapshot) => NetworkSnapshot<float>.Restore(snapshot, Network);

    /// <summary>Ends the threads.</summary>
    public void Dispose() => team.Dispose();

    private void CheckWidths(int featureCount, int targetWidth)
    {
        if (featureCount != FeatureCount)
        {
            throw new ArgumentException(
                $"The network takes {FeatureCount} features, but the data has {featureCount}. Use the columns that the network was made for.");
        }

        if (targetWidth != TargetWidth)
        {
            throw new ArgumentException(
                $"The loss takes {TargetWidth} numbers as a row's target, but the data has {targetWidth}. Check the label columns.");
        }
    }
}
