using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Cells;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.Cells;

/// <summary>Gradient descent on f(x) = sum_i z_i max(w_i'x, 0) with the readout z fixed, the setting of arXiv:2002.04763, from many starts on one data set.</summary>
/// <remarks>Inputs are normal with a constant, labels and starts normal, readouts -1 or +1 by turns. L = ||f - y||^2 / N; dL/dw_i = 2/N sum_j r_j z_i I_ij x_j.</remarks>
internal sealed class CellTraining
{
    private const int Features = 3;

    /// <summary>Small enough for the largest curvature of such data, 2 K lambda_max(X'X) / N with lambda_max / N about 2.</summary>
    private const double StepSize = 0.05;

    private readonly CellTrialSettings settings;
    private readonly RandomSource root;
    private readonly Dataset<double> data;

    public CellTraining(CellTrialSettings settings, long seed)
    {
        this.settings = settings;
        root = new RandomSource(seed);
        RandomSource random = root.Split(RandomPurpose.Data);
        double[] inputs = new double[settings.Rows * Features], labels = new double[settings.Rows];
        for (int j = 0; j < settings.Rows; j++)
        {
            (inputs[j * Features], inputs[(j * Features) + 1], inputs[(j * Features) + 2]) = (random.NextNormal(), random.NextNormal(), 1);
            labels[j] = random.NextNormal();
        }

        data = new Dataset<double> { Features = inputs, Targets = labels, Rows = settings.Rows };
    }

    /// <summary>The end point of every start.</summary>
    public CellEndPoint[] Run(TrialContext context)
    {
        CellEndPoint[] ends = new CellEndPoint[settings.Draws];
        for (int start = 0; start < ends.Length; start++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            ends[start] = FromStart(start);
            context.Report(start + 1, ends.Length);
        }

        return ends;
    }

    private CellEndPoint FromStart(int start)
    {
        RandomSource random = root.Split(RandomPurpose.Initialization, start);
        double[] weights = new double[settings.Units * Features];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = random.NextNormal();
        }

        double[] readout = [.. Enumerable.Range(0, settings.Units).Select(unit => unit % 2 == 0 ? 1.0 : -1.0)];
        CellFlowOutcome flow = CellGradientFlow.Follow(data, new ReluUnits([.. weights], readout)).Outcome;
        double loss = Descend(weights, readout);
        ReluCell cell = ReluCell.Containing(data, new ReluUnits(weights, readout));
        CellMinimum minimum = CellMinimizer.Minimize(cell, readout);
        return new CellEndPoint(loss, minimum.Loss, minimum.Verdict, flow, cell.DeadUnits.Count);
    }

    /// <summary>Descends in place; returns the loss at the end.</summary>
    private double Descend(double[] weights, double[] readout)
    {
        double[] gradient = new double[weights.Length];
        double loss = 0;
        for (int step = 0; step <= settings.Steps; step++)
        {
            loss = Gradient(weights, readout, gradient);
            if (step < settings.Steps)
            {
                TensorPrimitives.MultiplyAdd<double>(gradient, -StepSize, weights, weights);
            }
        }

        return loss;
    }

    private double Gradient(double[] weights, double[] readout, double[] gradient)
    {
        ReadOnlySpan<double> inputs = data.Features.Span, labels = data.Targets.Span;
        Array.Clear(gradient);
        double sum = 0;
        for (int j = 0; j < labels.Length; j++)
        {
            ReadOnlySpan<double> x = inputs.Slice(j * Features, Features);
            double residual = -labels[j];
            for (int i = 0; i < readout.Length; i++)
            {
                residual += readout[i] * Math.Max(0, Side(weights, i, x));
            }

            sum += residual * residual;
            for (int i = 0; i < readout.Length; i++)
            {
                if (Side(weights, i, x) > 0)
                {
                    double factor = 2 * residual * readout[i] / labels.Length;
                    for (int k = 0; k < Features; k++)
                    {
                        gradient[(i * Features) + k] += factor * x[k];
                    }
                }
            }
        }

        return sum / labels.Length;
    }

    private static double Side(double[] weights, int unit, ReadOnlySpan<double> x) =>
        (weights[unit * Features] * x[0]) + (weights[(unit * Features) + 1] * x[1]) + (weights[(unit * Features) + 2] * x[2]);
}
