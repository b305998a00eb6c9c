using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Tests.Certificates;

/// <summary>The failure mode of a vanishing scale: the constant net f0 = theta with a neuron, x = -1, 0, 1, p = 3, lambda = 0.1, by gradient descent.</summary>
/// <remarks>The reference sums over rows; the objective here is the mean, so its values and lambda are a third.</remarks>
internal static class FailureMode
{
    public static (double Theta, double A, double B, double W) Descend(double[] labels, double step, int steps)
    {
        (double theta, double a, double b, double w) = (0.1, 0.1, 0.0, 0.0);
        for (int i = 0; i < steps; i++)
        {
            (double dTheta, double dA, double dB, double dW) = (0, 0.1 * a, 0, 0);
            for (int row = 0; row < 3; row++)
            {
                double x = row - 1;
                double e = Math.Exp((w * x) + b);
                double m = Math.Max(0, 1 - (labels[row] * (theta + (a * e))));
                double g = -3 * m * m * labels[row];
                (dTheta, dA, dB, dW) = (dTheta + g, dA + (g * e), dB + (g * a * e), dW + (g * a * e * x));
            }

            (theta, a, b, w) = (theta - (step * dTheta), a - (step * dA), b - (step * dB), w - (step * dW));
        }

        return (theta, a, b, w);
    }

    /// <summary>The same point in a network whose one hidden unit is dead, so that the base network is the constant theta.</summary>
    public static Problem Point(double[] labels, double theta, double a, double b, double w)
    {
        NetworkDefinition definition = new()
        {
            Input = Shape.Vector(1),
            Layers = [new Dense(1, new Relu()), new Dense(1, new Identity())],
            Neuron = new SkipNeuron(100),
        };
        Dataset<double> data = new() { Features = new double[] { -1, 0, 1 }, Targets = labels, Rows = 3 };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new PolynomialHinge(), new Regularization { Lambda = 0.1 / 3 }, data);
        return new Problem(objective, [0, -1, 0, theta, a, w, b]);
    }
}
