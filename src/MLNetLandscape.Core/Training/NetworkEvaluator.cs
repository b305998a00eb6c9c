using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Threading;

namespace MLNetLandscape.Core.Training;

/// <summary>Gathers a network's figures batch by batch: loss with and without the neuron, the metric, and the neuron's trace.</summary>
/// <remarks>Sums run per panel and then in panel order, so that they do not depend on the number of threads.</remarks>
internal sealed class NetworkEvaluator<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PredictionJob<T> whole;
    private readonly PredictionJob<T>? plain;
    private readonly NeuronObserver<T>? observer;
    private readonly Loss loss;
    private readonly ThreadTeam? team;
    private readonly T[] scratch;
    private readonly int targetWidth;
    private double lossSum;
    private double baseLossSum;
    private double metricSum;
    private double weightSum;
    private long rows;

    public NetworkEvaluator(Network<T> network, Loss loss, ThreadTeam? team, int rowCapacity)
    {
        this.loss = loss;
        this.team = team;
        whole = new PredictionJob<T>(new NetworkPass<T>(network, rowCapacity));
        plain = network.Definition.Neuron is LayerwiseNeurons ? new PredictionJob<T>(new NetworkPass<T>(network.Stripped(), rowCapacity)) : null;
        observer = NeuronObserver<T>.For(whole.Pass);
        scratch = new T[network.OutputSize * BatchTensor<T>.PanelWidth];
        targetWidth = loss.GetTargetWidth(network.OutputSize);
    }

    /// <summary>Starts anew, with the network's present parameters.</summary>
    public void Begin()
    {
        observer?.Reset();
        Network<T> network = whole.Pass.Network;
        if (plain is not null)
        {
            NeuronSurgery.Extract<T>(network.Plan, plain.Pass.Network.Plan, network.Parameters, plain.Pass.Network.Parameters);
            network.State.CopyTo(plain.Pass.Network.State);
        }

        (lossSum, baseLossSum, metricSum, weightSum, rows) = (0, 0, 0, 0, 0);
    }

    /// <summary>Adds a batch.</summary>
    public void Add(Batch<T> batch)
    {
        whole.Run(batch.Features, team);
        plain?.Run(batch.Features, team);
        observer?.Observe();
        BatchTensor<T> output = whole.Pass.Output;
        BatchTensor<T> baseOutput = plain?.Pass.Output ?? whole.Pass.BaseOutput;
        for (int panel = 0; panel < output.PanelCount; panel++)
        {
            AddPanel(batch, output, baseOutput, panel);
        }

        rows += batch.Rows;
    }

    /// <summary>The figures of all batches since <see cref="Begin"/>.</summary>
    /// <param name="penalty">The value of the penalties.</param>
    /// <exception cref="ArgumentException">No row, or no weight above 0.</exception>
    public Evaluation Finish(double penalty)
    {
        if (!(weightSum > 0))
        {
            throw new ArgumentException(
                $"An evaluation needs rows of positive weight, but the {rows} rows have a total weight of {weightSum}. Check the data and its example weights.");
        }

        double mean = lossSum / weightSum;
        double metric = metricSum / weightSum;
        return new Evaluation
        {
            Loss = mean,
            BaseLoss = baseLossSum / weightSum,
            Objective = (mean * (whole.Pass.Network.LossFactor?.Value ?? 1)) + penalty,
            Metric = NetworkMetric.Of(loss) == Metric.RootMeanSquaredError ? Math.Sqrt(metric) : metric,
            Rows = rows,
            Neuron = observer?.Finish(),
        };
    }

    private void AddPanel(Batch<T> batch, BatchTensor<T> output, BatchTensor<T> baseOutput, int panel)
    {
        int row = panel * BatchTensor<T>.PanelWidth;
        int count = output.RowsIn(panel);
        ReadOnlySpan<T> targets = batch.Targets.Slice(row * targetWidth, count * targetWidth);
        ReadOnlySpan<T> weights = batch.Weights.Slice(row, count);
        double value = loss.EvaluatePanel(output.Panel(panel), targets, weights, scratch, T.One);
        lossSum += value;
        baseLossSum += ReferenceEquals(output, baseOutput) ? value : loss.EvaluatePanel(baseOutput.Panel(panel), targets, weights, scratch, T.One);
        metricSum += NetworkMetric.SumPanel(loss.Target, output.Panel(panel), targets, weights);
        foreach (T weight in weights)
        {
            weightSum += double.CreateTruncating(weight);
        }
    }
}
