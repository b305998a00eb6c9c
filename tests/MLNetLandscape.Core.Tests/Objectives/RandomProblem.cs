using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Objectives;

/// <summary>Random weighted data for a network and a loss, and parameters where no derivative is zero by accident.</summary>
public static class RandomProblem
{
    public static Dataset<double> Data(NetworkDefinition definition, Loss loss, int rows, long seed = 5, bool weighted = true)
    {
        int outputs = Network<double>.Create(definition, 1).OutputSize;
        RandomSource random = new(seed);
        int width = loss.GetTargetWidth(outputs);
        return new Dataset<double>
        {
            Rows = rows,
            Features = Normals(rows * definition.Input.Size, ref random),
            Targets = Targets(loss.Target, rows * width, outputs, ref random),
            Weights = weighted ? new ReadOnlyMemory<double>([.. Normals(rows, ref random).Select(x => x * x)]) : default(ReadOnlyMemory<double>?),
        };
    }

    public static double[] Parameters(NetworkDefinition definition, long seed = 7, double spread = 0.3)
    {
        RandomSource random = new(seed);
        double[] parameters = Network<double>.Create(definition, seed).Parameters.ToArray();
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] += spread * random.NextNormal();
        }

        return parameters;
    }

    public static double[] Direction(int length, long seed)
    {
        RandomSource random = new(seed);
        double[] direction = Normals(length, ref random);
        double norm = Math.Sqrt(direction.Sum(x => x * x));
        return [.. direction.Select(x => x / norm)];
    }

    /// <summary>Checks the gradient against differences of values, and the Hessian against differences of gradients, along random directions.</summary>
    public static void AssertDerivatives(IObjective objective, double[] parameters, double tolerance = 1e-6)
    {
        const double H = 1e-5;
        double[] gradient = new double[parameters.Length];
        double[] ahead = new double[parameters.Length];
        double[] behind = new double[parameters.Length];
        double[] product = new double[parameters.Length];
        double value = objective.Gradient(parameters, gradient);
        Assert.Equal(objective.Value(parameters), value, 1e-13 * (1 + Math.Abs(value)));
        for (int trial = 0; trial < 3; trial++)
        {
            double[] direction = Direction(parameters.Length, trial);
            double[] plus = [.. parameters.Zip(direction, (p, v) => p + (H * v))];
            double[] minus = [.. parameters.Zip(direction, (p, v) => p - (H * v))];
            double slope = (objective.Gradient(plus, ahead) - objective.Gradient(minus, behind)) / (2 * H);
            Assert.Equal(slope, gradient.Zip(direction, (g, v) => g * v).Sum(), tolerance * (1 + Math.Abs(slope)));

            objective.HessianVectorProduct(parameters, direction, product);
            double largest = 1 + product.Max(Math.Abs);
            for (int i = 0; i < product.Length; i++)
            {
                Assert.Equal((ahead[i] - behind[i]) / (2 * H), product[i], tolerance * largest);
            }
        }
    }

    private static double[] Normals(int count, ref RandomSource random)
    {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = random.NextNormal();
        }

        return numbers;
    }

    private static double[] Targets(TargetKind kind, int count, int outputs, ref RandomSource random)
    {
        double[] targets = new double[count];
        for (int i = 0; i < count; i++)
        {
            targets[i] = kind switch
            {
                TargetKind.Sign => random.NextInt32(2) == 0 ? -1 : 1,
                TargetKind.ClassIndex => random.NextInt32(outputs),
                _ => 2 * random.NextNormal(),
            };
        }

        return targets;
    }
}
