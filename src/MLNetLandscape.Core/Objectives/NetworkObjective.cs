using System.Numerics.Tensors;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Objectives;

/// <summary>The full-data objective of a network: the weighted mean loss (times the loss factor, where there is one) plus the penalties.</summary>
/// <remarks>
/// <para>The network is the deterministic one: no dropout, and batch normalization by its running statistics, which do not change.</para>
/// <para>The data is processed in chunks, so memory does not grow with it. Hessian-vector products are exact, by the tangent of the gradient
/// (Pearlmutter 1994, "Fast exact multiplication by the Hessian"); where the objective is not twice differentiable, at kinks of ReLU say, they
/// are those of the smooth piece that the gradient belongs to.</para>
/// </remarks>
public sealed partial class NetworkObjective : IObjective
{
    /// <summary>The default number of rows of a chunk.</summary>
    public const int DefaultChunkRows = 1024;

    private readonly Network<double> network;
    private readonly Loss loss;
    private readonly Regularization regularization;
    private readonly Dataset<double> data;
    private readonly int chunkRows;
    private readonly double weightSum;
    private readonly Penalty<double> penalty;
    private readonly Batch<double> batch;
    private readonly NetworkPass<double> pass;
    private readonly BatchStep<double> step;
    private readonly double[] chunkVector;
    private NetworkEvaluator<double>? evaluator;
    private int loadedChunk = -1;

    /// <summary>Binds the parts. Neither <paramref name="network"/> nor <paramref name="data"/> is changed, and later changes of the network are not seen.</summary>
    /// <param name="network">The network; its running statistics are used, its parameters are not.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="regularization">The penalties.</param>
    /// <param name="data">The data.</param>
    /// <param name="chunkRows">The most rows to process at a time, at least 1: memory against overhead. The sum's last bits depend on it.</param>
    /// <exception cref="ArgumentException">The data does not fit the network or the loss, or has no weight.</exception>
    public NetworkObjective(
        Network<double> network, Loss loss, Regularization regularization, Dataset<double> data, int chunkRows = DefaultChunkRows)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(regularization);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkRows, 1);
        data.Validate();
        this.network = network.Copy();
        (this.loss, this.regularization, this.data, this.chunkRows) = (loss, regularization, data, chunkRows);
        weightSum = CheckData();
        penalty = new Penalty<double>(network.Plan, regularization);
        int capacity = Math.Min(chunkRows, data.Rows);
        batch = new Batch<double>(capacity, data.FeatureCount, data.TargetWidth);
        pass = new NetworkPass<double>(this.network, capacity);
        chunkVector = new double[Dimension];
        step = new BatchStep<double>(pass, loss, team: null, chunkVector);
    }

    /// <inheritdoc/>
    public int Dimension => network.Layout.Count;

    /// <summary>What the parameters are.</summary>
    public ParameterLayout Layout => network.Layout;

    /// <summary>What the network is.</summary>
    public NetworkDefinition Definition => network.Definition;

    /// <summary>The loss of one row.</summary>
    public Loss Loss => loss;

    /// <summary>The penalties.</summary>
    public Regularization Regularization => regularization;

    /// <summary>The data.</summary>
    public Dataset<double> Data => data;

    /// <summary>The sum of the example weights: the data term is the weighted sum of losses divided by it.</summary>
    public double WeightSum => weightSum;

    /// <summary>The most rows that are processed at a time.</summary>
    public int ChunkRows => chunkRows;

    private int ChunkCount => (data.Rows + batch.Capacity - 1) / batch.Capacity;

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> parameters)
    {
        SetParameters(parameters);
        double sum = 0;
        for (int chunk = 0; chunk < ChunkCount; chunk++)
        {
            LoadChunk(chunk);
            pass.Load(batch.Features);
            pass.Forward(PassMode.Inference);
            sum += EvaluateLoss(0);
        }

        return Total(sum / weightSum);
    }

    /// <inheritdoc/>
    public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        CheckLength(gradient.Length, nameof(gradient));
        SetParameters(parameters);
        LossFactor? factor = network.LossFactor;
        gradient.Clear();
        double sum = 0;
        for (int chunk = 0; chunk < ChunkCount; chunk++)
        {
            LoadChunk(chunk);
            step.Run(batch, PassMode.Inference, (factor?.Value ?? 1) / weightSum);
            sum += step.LossSum;
            TensorPrimitives.Add(gradient, chunkVector, gradient);
        }

        if (factor is { } active)
        {
            gradient[^2] = sum / weightSum * active.ByScale;
            gradient[^1] = sum / weightSum * active.ByBias;
        }

        penalty.AddGradient(network.Parameters, gradient, 0);
        return Total(sum / weightSum);
    }

    /// <summary>A network of its own at a point, with the running statistics that the objective uses: for analyses that look inside.</summary>
    /// <exception cref="ArgumentException">The length is not <see cref="Dimension"/>, or a number is not finite.</exception>
    public Network<double> CreateNetwork(ReadOnlySpan<double> parameters)
    {
        SetParameters(parameters);
        return network.Copy();
    }

    /// <inheritdoc/>
    public IObjective Fork() => new NetworkObjective(network, loss, regularization, data, chunkRows);

    /// <summary>All figures at a point: the objective, the losses with and without the neuron, the metric, and the neuron's trace.</summary>
    /// <exception cref="ArgumentException">The length is not <see cref="Dimension"/>, or a number is not finite.</exception>
    public Evaluation Evaluate(ReadOnlySpan<double> parameters)
    {
        SetParameters(parameters);
        evaluator ??= new NetworkEvaluator<double>(network, loss, team: null, batch.Capacity);
        evaluator.Begin();
        for (int chunk = 0; chunk < ChunkCount; chunk++)
        {
            LoadChunk(chunk);
            evaluator.Add(batch);
        }

        return evaluator.Finish(penalty.Value(network.Parameters));
    }

    private double Total(double mean) => (mean * (network.LossFactor?.Value ?? 1)) + penalty.Value(network.Parameters);

    /// <summary>The loss of the chunk whose forward pass is done; the gradient goes to the network's output gradient.</summary>
    private double EvaluateLoss(double scale)
    {
        double sum = 0;
        for (int panel = 0; panel < pass.Input.PanelCount; panel++)
        {
            int row = panel * BatchTensor<double>.PanelWidth;
            int rows = pass.Input.RowsIn(panel);
            sum += loss.EvaluatePanel<double>(
                pass.Output.Panel(panel),
                batch.Targets.Slice(row * batch.TargetWidth, rows * batch.TargetWidth),
                batch.Weights.Slice(row, rows),
                pass.OutputGradient.Panel(panel),
                scale);
        }

        return sum;
    }

    private void LoadChunk(int chunk)
    {
        if (chunk == loadedChunk)
        {
            return;
        }

        int first = chunk * batch.Capacity;
        batch.Rows = Math.Min(batch.Capacity, data.Rows - first);
        data.Features.Span.Slice(first * batch.FeatureCount, batch.Features.Length).CopyTo(batch.Features);
        data.Targets.Span.Slice(first * batch.TargetWidth, batch.Targets.Length).CopyTo(batch.Targets);
        if (data.Weights is { } weights)
        {
            weights.Span.Slice(first, batch.Rows).CopyTo(batch.Weights);
        }
        else
        {
            batch.Weights.Fill(1);
        }

        loadedChunk = chunk;
    }

    private void SetParameters(ReadOnlySpan<double> parameters)
    {
        CheckLength(parameters.Length, nameof(parameters));
        if (TensorPrimitives.IsFiniteAll(parameters))
        {
            parameters.CopyTo(network.Parameters);
            return;
        }

        int index = 0;
        while (double.IsFinite(parameters[index]))
        {
            index++;
        }

        throw new ArgumentException(
            $"parameters[{index}] must be finite, but was {parameters[index]}. A diverged optimizer is the usual cause: reduce its step.", nameof(parameters));
    }

    private void CheckLength(int length, string name)
    {
        if (length != Dimension)
        {
            throw new ArgumentException($"{name} must have Dimension = {Dimension} numbers, but had {length}.", name);
        }
    }

    private double CheckData()
    {
        int width = loss.GetTargetWidth(network.OutputSize);
        if (data.FeatureCount != network.InputSize || data.TargetWidth != width)
        {
            throw new ArgumentException(
                $"The network and the loss take rows of {network.InputSize} features and {width} target numbers, but the data has {data.FeatureCount} and "
                + $"{data.TargetWidth}. Use the columns that the network was made for.",
                nameof(data));
        }

        double sum = data.Weights is { } weights ? TensorPrimitives.Sum(weights.Span) : data.Rows;
        return sum > 0
            ? sum
            : throw new ArgumentException($"The data needs rows of positive weight, but the total weight is {sum}. Check its example weights.", nameof(data));
    }
}
