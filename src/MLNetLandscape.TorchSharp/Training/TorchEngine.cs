using System.Text.Json;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Training;
using MLNetLandscape.TorchSharp.Optimizers;
using MLNetLandscape.TorchSharp.Persistence;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Training;

/// <summary>Trains any TorchSharp module from one tensor to one with the core's <see cref="TrainingLoop"/>.</summary>
/// <remarks>
/// <para>The objective of a step is the batch's weighted mean loss (times the loss factor of a <see cref="Modules.WithLossFactor"/>) plus the penalties; which
/// penalty a parameter gets follows from its owner and shape: L1 and L2 apply to parameters of two or more dimensions, lambda to the scales of neurons.</para>
/// <para>Where a single row is left over for the last batch of an epoch, <c>BatchNorm1d</c> takes its running figures for it, since one row has no variance.</para>
/// <para>No tensor outlives a step. LibTorch's generator and number of threads are left as found. On the processor, with a fixed number of threads, equal seeds
/// give equal bits.</para>
/// </remarks>
public sealed partial class TorchEngine : ITrainingEngine, IDisposable
{
    private const int EvaluationRows = 512;
    private readonly long[] rowShape;
    private readonly Loss loss;
    private readonly Regularization regularization;
    private readonly Optimizer optimizer;
    private readonly TorchEngineOptions options;
    private readonly Device device;
    private readonly int outputs;
    private readonly ModuleObjective objective;
    private readonly NeuronObservation observation;
    private readonly TorchOptimizer update;
    private readonly List<torch.nn.Module> normalizations;
    private readonly string fingerprint;
    private Batch<float>? evaluationBatch;
    private RandomSource epochRandom;
    private long step;

    /// <summary>Binds the parts; the engine trains <paramref name="module"/> in place and does not dispose it.</summary>
    /// <param name="module">The module, in single precision, from rows of <paramref name="rowShape"/> to rows x outputs (or rows, for one output).</param>
    /// <param name="rowShape">The shape of a row, such as [30] or [3, 28, 28]; the flat features fill it in row-major order.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="regularization">The penalties.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="options">Device, threads and the rest.</param>
    /// <exception cref="ArgumentException">The module does not take such rows, its outputs do not fit the loss, or it has nothing to train.</exception>
    /// <exception cref="InvalidOperationException">LibTorch is not there.</exception>
    public TorchEngine(
        torch.nn.Module<Tensor, Tensor> module,
        IReadOnlyList<long> rowShape,
        Loss loss,
        Regularization regularization,
        Optimizer optimizer,
        TorchEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(rowShape);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(regularization);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(options);
        TorchRuntime.EnsureAvailable();
        (Module, this.rowShape, this.loss, this.regularization, this.optimizer, this.options) =
            (module, [.. rowShape], loss, regularization, optimizer, options);
        device = options.Device ?? torch.CPU;
        FeatureCount = ModuleProbe.FeatureCount(rowShape);
        module.to(device);
        outputs = ModuleProbe.OutputCount(module, this.rowShape, ScalarType.Float32, device);
        TargetWidth = loss.GetTargetWidth(outputs);
        objective = new ModuleObjective(module, loss, regularization);
        observation = new NeuronObservation(module, objective.Parameters);
        update = TorchOptimizer.Create(optimizer, objective.Tensors);
        normalizations = [.. ModuleParameters.Modules(module).Where(part => part is global::TorchSharp.Modules.BatchNorm1d)];
        fingerprint = CreateFingerprint();
        BeginEpoch(0);
    }

    /// <summary>The module that is being trained.</summary>
    public torch.nn.Module<Tensor, Tensor> Module { get; }

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <inheritdoc/>
    public int TargetWidth { get; }

    /// <inheritdoc/>
    public Metric Metric => NetworkMetric.Of(loss);

    /// <inheritdoc/>
    public string Fingerprint => fingerprint;

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
        using ThreadCount threads = ThreadCount.Use(options.Threads);
        evaluationBatch ??= new Batch<float>(EvaluationRows, FeatureCount, TargetWidth);
        Module.eval();
        observation.Begin(withLargest: true);
        TorchEvaluator evaluator = new(Module, rowShape, device, loss, outputs, observation);
        try
        {
            using IBatchReader reader = source.Open(0);
            while (reader.Read(evaluationBatch))
            {
                cancellationToken.ThrowIfCancellationRequested();
                evaluator.Add(evaluationBatch);
            }

            return evaluator.Finish(objective.FactorValue, objective.Penalty.Value());
        }
        finally
        {
            observation.End();
        }
    }

    /// <summary>Frees the optimizer's moments; the module stays.</summary>
    public void Dispose()
    {
        update.Dispose();
        objective.Dispose();
    }

    private string CreateFingerprint()
    {
        ModuleState state = ModuleState.Of(Module);
        string description = options.ModuleDescription ?? TorchFingerprint.Describe(Module, state);
        return JsonSerializer.Serialize(
            new TorchFingerprint(
                description, rowShape, loss, regularization, optimizer, options.GradientClipNorm, options.Seed, device.type.ToString(), TorchFingerprint.Hash(state)),
            JsonFormat.Compact);
    }

    private void CheckWidths(int featureCount, int targetWidth)
    {
        if (featureCount != FeatureCount)
        {
            throw new ArgumentException(
                $"The module takes rows of shape [{string.Join(", ", rowShape)}], {FeatureCount} features, but the data has {featureCount}. "
                + "Use the columns that the module was made for, or pass another row shape.");
        }

        if (targetWidth != TargetWidth)
        {
            throw new ArgumentException(
                $"The loss takes {TargetWidth} numbers as a row's target, but the data has {targetWidth}. Check the label columns.");
        }
    }
}
