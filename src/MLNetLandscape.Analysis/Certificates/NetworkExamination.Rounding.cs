using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Analysis.Certificates;

/// <content>Upper bounds of the exact loss and objective, given the computed ones and what rounding may have done to each output.</content>
internal sealed partial class NetworkExamination
{
    /// <summary>What sums over all rows may be off by, relatively: one rounding a row, and 1e-12 for the losses themselves.</summary>
    private double SumRounding => 1e-12 + (4 * Objective.Data.Rows * Math.ScaleB(1, -53));

    /// <summary>What the exact objective cannot exceed, given its computed value; infinite where a neuron's rounding is not bounded.</summary>
    public double UpperValue(double value)
    {
        double slack = 1e-12 * Math.Abs(value);
        switch (Network.Definition.Neuron)
        {
            case null:
                return BaseLossUpper + Math.Max(0, value - Loss) + (ArePenaltiesZero ? 0 : slack);
            case LossFactorNeuron factor:
                double term = (Network.Parameters[^2] * Math.Exp(Math.Min(Network.Parameters[^1], factor.MaximumExponent))) - 1;
                double scale = 1 + (term * term);
                return (scale * (1 + 1e-12) * BaseLossUpper) + Math.Max(0, value - (scale * Loss)) + slack;
            case SkipNeuron:
                return ArePenaltiesZero && IsNeuronSilent ? BaseLossUpper : MeanLoss(Outputs, NeuronRoundings()) + Math.Max(0, value - Loss) + slack;
            default:
                return IsNeuronSilent ? BaseLossUpper + Math.Max(0, value - Loss) + slack : double.PositiveInfinity;
        }
    }

    /// <summary>The mean loss; with roundings, what it cannot exceed when every output may be off by that much: a convex loss is largest at an end.</summary>
    private double MeanLoss(double[] outputs, double[]? errors)
    {
        int k = Network.OutputSize;
        double[] row = new double[k];
        double[] gradient = new double[k];
        double sum = 0;
        for (int i = 0; i < Objective.Data.Rows; i++)
        {
            outputs.AsSpan(i * k, k).CopyTo(row);
            double value = Evaluate(row, i, gradient, 1);
            if (errors is not null)
            {
                value = Upper(row, i, gradient, errors[i], value);
            }

            sum += Weight(i) * value;
        }

        return sum / Objective.WeightSum * (errors is null ? 1 : 1 + SumRounding);
    }

    /// <summary>The roundings of f0 plus those of a exp(w'x + b): an error e of the exponent is a relative one of exp(e) - 1 of the term.</summary>
    private double[] NeuronRoundings()
    {
        int k = Network.OutputSize;
        int d = Network.InputSize;
        ReadOnlySpan<double> weights = Network.Parameters[Network.Layout.FindNeuron(ParameterRole.NeuronWeight)!.Offset..];
        ReadOnlySpan<double> biases = Network.Parameters[Network.Layout.FindNeuron(ParameterRole.NeuronBias)!.Offset..];
        double[] errors = [.. roundings];
        for (int row = 0; row < errors.Length; row++)
        {
            ReadOnlySpan<double> x = Objective.Data.Features.Span.Slice(row * d, d);
            for (int output = 0; output < k; output++)
            {
                double magnitude = Math.Abs(biases[output]);
                for (int j = 0; j < d; j++)
                {
                    magnitude += Math.Abs(weights[(output * d) + j] * x[j]);
                }

                double exponentError = (d + 8) * Math.ScaleB(1, -52) * (magnitude + 1);
                double f = Outputs[(row * k) + output];
                double term = Math.Abs(f - BaseOutputs[(row * k) + output]);
                errors[row] = Math.Max(errors[row], roundings[row] + (term * (Math.Exp(exponentError) - 1)) + (Math.ScaleB(1, -51) * (Math.Abs(f) + term)));
            }
        }

        return errors;
    }

    private double Upper(double[] row, int i, double[] gradient, double error, double value)
    {
        // The gradients of both losses in f have absolute values that sum to at most 2.
        if (Objective.Loss is SoftmaxCrossEntropy or OneHotSquared { AppliesSoftmax: true })
        {
            return value + (2 * error);
        }

        // A sum over outputs of convex functions of one each: all errors upward, and all downward, and the worse of the two for each output.
        double worst = 0;
        for (int k = 0; k < row.Length; k++)
        {
            double at = row[k];
            row[k] = at + error;
            double above = Evaluate(row, i, gradient, 1);
            row[k] = at - error;
            double below = Evaluate(row, i, gradient, 1);
            row[k] = at;
            worst += Math.Max(0, Math.Max(above, below) - value);
        }

        return value + worst;
    }
}
