using System.Text;
using System.Text.Json;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Threading;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Optimizers.GaussNewton;

/// <summary>Trains a network by damped Gauss-Newton steps on batches: exact, or with a factored approximation such as KFRA.</summary>
/// <remarks>
/// <para>With g the batch's gradient, C the method's curvature and G the exact Gauss-Newton matrix, penalties included in both g and G:</para>
/// <para>(C + tau I) d = g; alpha = g'd / (d'Gd + tau ||d||^2), from an exact product; the step is -alpha d times the learning rate, 1 for the method as published.</para>
/// <para>rho = (E(new) - E) / (-alpha g'd + alpha^2 d'Gd / 2) compares what the step did with what the quadratic model promised: above 3/4 the damping falls, below 1/4 it
/// grows (Levenberg and Marquardt). A step that would raise the batch's objective is tried again with more damping, and in the end not taken, so with all rows in every
/// batch training is monotone.</para>
/// <para>Computes in double precision. Layers are in inference mode: dropout rests, and batch normalization keeps its statistics.</para>
/// <para>Sources: Botev, Ritter, Barber, ICML 2017, arXiv:1706.03662, sections 4.3 and 5; Martens, Grosse, ICML 2015, arXiv:1503.05671, section 6.</para>
/// </remarks>
public sealed class GaussNewtonEngine : ITrainingEngine, IDisposable
{
    private readonly Loss loss;
    private readonly Regularization regularization;
    private readonly ICurvaturePreconditioner method;
    private readonly GaussNewtonOptions options;
    private readonly ThreadTeam team;
    private readonly string start;
    private GaussNewtonBatch? batchObjective;
    private GaussNewtonStep? gaussNewton;
    private NetworkEvaluator<double>? evaluator;
    private Batch<float>? evaluationBatch;
    private Batch<double>? wideBatch;
    private long step;

    /// <summary>Binds the parts; the engine trains <paramref name="network"/> in place.</summary>
    /// <exception cref="ArgumentException">The loss does not fit, there is an L1 penalty, or the network has a loss factor.</exception>
    public GaussNewtonEngine(
        Network<double> network, Loss loss, Regularization regularization, ICurvaturePreconditioner method, GaussNewtonOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(regularization);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(options);
        Check(network.Definition, regularization);
        method.Check(network, loss);
        (Network, this.loss, this.regularization, this.method, this.options) = (network, loss, regularization, method, options);
        TargetWidth = loss.GetTargetWidth(network.OutputSize);
        Damping = options.Damping;
        start = EngineFingerprint.HashNumbers(network);
        team = new ThreadTeam(options.Threads);
    }

    /// <summary>The network that is being trained.</summary>
    public Network<double> Network { get; }

    /// <summary>The damping tau that the next step begins with.</summary>
    public double Damping { get; private set; }

    /// <summary>What the last step did; null before the first.</summary>
    public GaussNewtonReport? LastStep { get; private set; }

    /// <inheritdoc/>
    public int FeatureCount => Network.InputSize;

    /// <inheritdoc/>
    public int TargetWidth { get; }

    /// <inheritdoc/>
    public Metric Metric => NetworkMetric.Of(loss);

    /// <inheritdoc/>
    public string Fingerprint
    {
        get
        {
            var parts = new
            {
                Network = Network.Definition,
                Loss = loss,
                Regularization = regularization,
                GaussNewton = options with { Threads = 1 },
                Method = method.Fingerprint,
                Start = start,
            };
            return JsonSerializer.Serialize(parts, FingerprintFormat);
        }
    }

    private static JsonSerializerOptions FingerprintFormat { get; } = new(JsonFormat.Compact) { IgnoreReadOnlyProperties = false };

    /// <inheritdoc/>
    public void BeginEpoch(int epoch) => step = 0;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch has other widths than the network, or no weight.</exception>
    public StepResult TakeStep(Batch<float> batch, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.FeatureCount != FeatureCount || batch.TargetWidth != TargetWidth)
        {
            throw new ArgumentException(
                $"The network and the loss take {FeatureCount} features and {TargetWidth} target numbers a row, but the batch has {batch.FeatureCount} and {batch.TargetWidth}.",
                nameof(batch));
        }

        if (batchObjective is null || batchObjective.Rows.Capacity < batch.Capacity)
        {
            batchObjective = new GaussNewtonBatch(Network, loss, regularization, batch.Capacity, team);
            gaussNewton = new GaussNewtonStep(batchObjective, method, options);
        }

        batchObjective.Load(batch);
        GaussNewtonReport report = gaussNewton!.Take(Damping, learningRate, updateCurvature: step++ % options.CurvatureInterval == 0);
        Damping = report.NextDamping;
        LastStep = report;
        return new StepResult(report.Objective, report.GradientNorm, 0);
    }

    /// <inheritdoc/>
    public Evaluation Evaluate(IBatchSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        evaluationBatch ??= new Batch<float>(Network.Plan.ModestRows, FeatureCount, TargetWidth);
        wideBatch ??= new Batch<double>(evaluationBatch.Capacity, FeatureCount, TargetWidth);
        evaluator ??= new NetworkEvaluator<double>(Network, loss, team, evaluationBatch.Capacity);
        evaluator.Begin();
        using IBatchReader reader = source.Open(0);
        while (reader.Read(evaluationBatch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            evaluationBatch.CopyTo(wideBatch);
            evaluator.Add(wideBatch);
        }

        return evaluator.Finish(new Penalty<double>(Network.Plan, regularization).Value(Network.Parameters));
    }

    /// <inheritdoc/>
    public void Save(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        NumberStream.Write<double>(destination, Network.Parameters, Network.State);
        using BinaryWriter writer = new(destination, Encoding.UTF8, leaveOpen: true);
        writer.Write(Damping);
        method.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        NumberStream.Read<double>(source, Network.Parameters, Network.State);
        using BinaryReader reader = new(source, Encoding.UTF8, leaveOpen: true);
        try
        {
            double damping = reader.ReadDouble();
            Damping = damping > 0 && double.IsFinite(damping)
                ? damping
                : throw new InvalidDataException($"The state has a damping of {damping}; it is damaged.");
            method.Load(reader);
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("The state ends within the optimizer's: it was cut off.", exception);
        }
    }

    /// <inheritdoc/>
    public IModelSnapshot Snapshot(IModelSnapshot? reuse = null) => NetworkSnapshot<double>.Of(Network, reuse);

    /// <inheritdoc/>
    public void Restore(IModelSnapshot snapshot)
    {
        NetworkSnapshot<double>.Restore(snapshot, Network);
        batchObjective?.Invalidate();
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => team.Dispose();

    private static void Check(NetworkDefinition definition, Regularization regularization)
    {
        if (regularization.L1 != 0)
        {
            throw new ArgumentException(
                $"Gauss-Newton steps need penalties with second derivatives, but L1 is {regularization.L1}. Use L2, or a first-order optimizer.", nameof(regularization));
        }

        if (definition.Neuron is LossFactorNeuron)
        {
            throw new ArgumentException(
                "A loss-factor neuron multiplies the loss, so the objective has no Gauss-Newton matrix. Train the stripped network, or use a first-order optimizer.",
                nameof(definition));
        }
    }
}
