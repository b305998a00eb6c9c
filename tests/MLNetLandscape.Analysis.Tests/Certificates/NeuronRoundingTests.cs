using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Tests.Certificates;

/// <summary>What rounding may have done to a neuron's terms, where large products cancel in the exponents.</summary>
public sealed class NeuronRoundingTests
{
    private const int Inputs = 3;
    private const int Outputs = 2;

    // With the weights (100, -100, 1) w'x = 0, 4, 9, 1, of products up to 4e9: the rows' bounds have hardly anything in common.
    private static readonly double[] Cancelling = [0, 0, 0, 1e7, 1e7, 4, 2e7, 2e7, 9, 1e3, 1e3, 1];

    [Fact]
    public void The_bound_of_several_rows_is_the_mean_of_those_of_each_alone()
    {
        double[] point = PointOf([100, -100, 1], [0, 0]);
        double[] alone = [.. Cancelling.Chunk(Inputs).Select(row => Excess(Examine(row, point)))];
        Assert.Equal(alone.Length, alone.Distinct().Count());
        Assert.InRange(Excess(Examine(Cancelling, point)) / alone.Average(), 1 - 1e-4, 1 + 1e-4);
    }

    [Fact]
    public void The_bound_does_not_depend_on_the_order_of_the_outputs()
    {
        foreach (double[] row in Cancelling.Chunk(Inputs))
        {
            double here = Excess(Examine(row, PointOf([100, -100, 1], [0, 0.5]))), there = Excess(Examine(row, PointOf([100, -100, 1], [0, 0.5], exchanges: true)));
            Assert.InRange(there / here, 1 - 1e-9, 1 + 1e-9);
        }
    }

    [Fact]
    public void The_exact_objective_is_never_above_the_bound()
    {
        RandomSource random = new(3);
        int below = 0;
        for (int trial = 0; trial < 500; trial++)
        {
            double large = Math.Pow(10, 2 + (6 * random.NextDouble()));
            double[] features = [.. Enumerable.Range(0, 2).SelectMany(_ => new[] { large * (1 + random.NextDouble()), 0, random.NextDouble() })];
            double[] weights = [random.NextNormal(), random.NextNormal(), 1];
            for (int row = 0; row < 2; row++)
            {
                // The first two products leave less than one, computed without all of its digits.
                features[(row * Inputs) + 1] = -features[row * Inputs] * weights[0] / weights[1] * (1 + (random.NextDouble() / large));
            }

            double[] point = PointOf(weights, [random.NextNormal(), random.NextNormal()]);
            NetworkExamination examination = Examine(features, point);
            double exact = Exact(features, point);
            Assert.True(exact <= examination.UpperValue(examination.Loss), $"trial {trial}: {exact} above {examination.UpperValue(examination.Loss)}");
            below += examination.Loss < exact * (1 - 1e-13) ? 1 : 0;
        }

        Assert.True(below > 100, $"The computed value was below the exact one {below} times only.");
    }

    private static double Excess(NetworkExamination examination) => examination.UpperValue(examination.Loss) - examination.Loss;

    /// <summary>f0 = (40, -30) x_3; neurons of these weights and of half of them, with scales 1 and -20. Which of them comes first may be exchanged.</summary>
    private static double[] PointOf(double[] weights, double[] biases, bool exchanges = false)
    {
        ParameterLayout layout = Network<double>.Create(Definition, 1).Layout;
        int scale = layout.FindNeuron(ParameterRole.NeuronScale)!.Offset, weight = layout.FindNeuron(ParameterRole.NeuronWeight)!.Offset;
        int bias = layout.FindNeuron(ParameterRole.NeuronBias)!.Offset;
        double[] point = new double[layout.Count];
        double[] scales = [1, -20], shares = [1, 0.5], slopes = [40, -30];
        for (int neuron = 0; neuron < Outputs; neuron++)
        {
            int output = exchanges ? Outputs - 1 - neuron : neuron;
            point[(output * Inputs) + Inputs - 1] = slopes[neuron];
            point[scale + output] = scales[neuron];
            point[bias + output] = biases[neuron];
            for (int j = 0; j < Inputs; j++)
            {
                point[weight + (output * Inputs) + j] = shares[neuron] * weights[j];
            }
        }

        return point;
    }

    private static NetworkDefinition Definition => Problem.Dense([Inputs, Outputs], new Identity(), new SkipNeuron());

    private static NetworkExamination Examine(double[] features, double[] point)
    {
        int rows = features.Length / Inputs;
        Dataset<double> data = new() { Features = features, Targets = new double[rows * Outputs], Rows = rows };
        return NetworkExamination.Create(new NetworkObjective(Network<double>.Create(Definition, 1), new Squared(), new Regularization(), data), point);
    }

    /// <summary>The mean of half the squared norm of the outputs, with the exponents computed without rounding.</summary>
    private static double Exact(double[] features, double[] point)
    {
        ParameterLayout layout = Network<double>.Create(Definition, 1).Layout;
        int scales = layout.FindNeuron(ParameterRole.NeuronScale)!.Offset;
        int weights = layout.FindNeuron(ParameterRole.NeuronWeight)!.Offset;
        int biases = layout.FindNeuron(ParameterRole.NeuronBias)!.Offset;
        double sum = 0;
        foreach (double[] row in features.Chunk(Inputs))
        {
            for (int output = 0; output < Outputs; output++)
            {
                ExactNumber exponent = ExactNumber.Of(point[biases + output]);
                for (int j = 0; j < Inputs; j++)
                {
                    exponent += ExactNumber.Of(point[weights + (output * Inputs) + j]) * ExactNumber.Of(row[j]);
                }

                double f = (point[(output * Inputs) + Inputs - 1] * row[^1]) + (point[scales + output] * Math.Exp(exponent.ToDouble()));
                sum += 0.5 * f * f;
            }
        }

        return sum / (features.Length / Inputs);
    }
}
