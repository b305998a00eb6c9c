using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Training;
using MLNetLandscape.TorchSharp.Modules;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Training;

/// <summary>Gathers a module's figures batch by batch: forward passes by LibTorch, losses and metric by the core, in double sums.</summary>
internal sealed class TorchEvaluator(TensorModule module, IReadOnlyList<long> rowShape, Device device, Loss loss, int outputs, NeuronObservation observation)
{
    private readonly float[] scratch = new float[outputs];
    private float[] numbers = [];
    private double lossSum;
    private double baseLossSum;
    private double metricSum;
    private double weightSum;
    private long rows;

    /// <summary>Adds a batch; the module is in inference mode.</summary>
    public void Add(Batch<float> batch)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        Tensor input = ModuleProbe.CreateInput<float>(batch.Features, batch.Rows, rowShape, device);
        Tensor baseOutput;
        Tensor output = module is WithExponentialNeuron with ? with.Evaluate(input, out baseOutput) : baseOutput = module.call(input);
        if (observation.Units.Count > 0)
        {
            baseOutput = WithoutUnits(input);
        }

        double value = Sum(output, batch, withMetric: true);
        lossSum += value;
        baseLossSum += ReferenceEquals(output, baseOutput) ? value : Sum(baseOutput, batch, withMetric: false);
        rows += batch.Rows;
    }

    /// <summary>The figures of all batches.</summary>
    /// <param name="factor">The loss factor, 1 without.</param>
    /// <param name="penalty">The value of the penalties.</param>
    /// <exception cref="ArgumentException">No row, or no weight above 0.</exception>
    public Evaluation Finish(double factor, double penalty)
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
            Objective = (mean * factor) + penalty,
            Metric = NetworkMetric.Of(loss) == Metric.RootMeanSquaredError ? Math.Sqrt(metric) : metric,
            Rows = rows,
            Neuron = observation.Trace(),
        };
    }

    private Tensor WithoutUnits(Tensor input)
    {
        Silence(true);
        try
        {
            return module.call(input);
        }
        finally
        {
            Silence(false);
        }
    }

    private void Silence(bool silent)
    {
        foreach (ExponentialUnit unit in observation.Units)
        {
            unit.IsSilenced = silent;
        }
    }

    private double Sum(Tensor output, Batch<float> batch, bool withMetric)
    {
        if (numbers.Length < batch.Rows * outputs)
        {
            numbers = new float[batch.Rows * outputs];
        }

        TensorNumbers.Read(output, numbers.AsSpan(0, batch.Rows * outputs));
        double sum = 0;
        for (int row = 0; row < batch.Rows; row++)
        {
            ReadOnlySpan<float> f = numbers.AsSpan(row * outputs, outputs);
            ReadOnlySpan<float> target = batch.Targets.Slice(row * batch.TargetWidth, batch.TargetWidth);
            float weight = batch.Weights[row];
            sum += weight * (double)loss.Evaluate(f, target, scratch, 1, 1f);
            if (withMetric)
            {
                metricSum += weight * NetworkMetric.OfRow(loss.Target, f, target, 1);
                weightSum += weight;
            }
        }

        return sum;
    }
}
