using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.Curvature;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Tests.Curvature;

public sealed class NetworkCurvatureTests
{
    public static TheoryData<string> Losses => ["hinge", "logistic", "squared", "huber", "softmax"];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Gauss_Newton_is_the_Jacobians_of_central_differences_around_the_loss_Hessian(string name)
    {
        Problem problem = Random(name, new SkipNeuron());
        Matrix<double> expected = Assemble(problem, (outputs, target, unit, product) => problem.Objective.Loss.HessianProduct(outputs, target, unit, product, 1, 1.0));
        AssertClose(expected, new GaussNewtonOperator(problem.Objective, problem.Parameters).ToMatrix(), 1e-7);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_empirical_Fisher_matrix_is_the_sum_of_squared_gradients(string name)
    {
        Problem problem = Random(name, null);
        Dataset<double> data = problem.Objective.Data;
        Matrix<double> expected = Matrix<double>.Build.Dense(problem.Parameters.Length, problem.Parameters.Length);
        double[] gradient = new double[problem.Parameters.Length];
        for (int row = 0; row < data.Rows; row++)
        {
            OneRow(problem, row).Gradient(problem.Parameters, gradient);
            Vector<double> g = Vector<double>.Build.Dense(gradient);
            expected += g.OuterProduct(g) / data.Rows;
        }

        AssertClose(expected, new EmpiricalFisherOperator(problem.Objective, problem.Parameters).ToMatrix(), 1e-12);
    }

    [Fact]
    public void The_true_Fisher_matrix_of_softmax_is_the_empirical_one_of_labels_drawn_from_the_model()
    {
        Problem problem = Random("softmax", null);
        Network<double> network = problem.Objective.CreateNetwork(problem.Parameters);
        Dataset<double> data = problem.Objective.Data;
        List<double> features = [], targets = [], weights = [];
        double[] outputs = Outputs(network, data);
        for (int row = 0; row < data.Rows; row++)
        {
            double[] p = [.. outputs.AsSpan(row * 3, 3).ToArray().Select(Math.Exp)];
            for (int k = 0; k < 3; k++)
            {
                features.AddRange(data.Features.Span.Slice(row * data.FeatureCount, data.FeatureCount));
                targets.Add(k);
                weights.Add(p[k] / p.Sum());
            }
        }

        Dataset<double> drawn = new() { Features = features.ToArray(), Targets = targets.ToArray(), Weights = weights.ToArray(), Rows = targets.Count };
        NetworkObjective expanded = new(network, problem.Objective.Loss, new Regularization(), drawn);
        AssertClose(
            new EmpiricalFisherOperator(expanded, problem.Parameters).ToMatrix(), new FisherOperator(problem.Objective, problem.Parameters).ToMatrix(), 1e-12);
    }

    [Fact]
    public void Gauss_Newton_is_the_Hessian_where_the_network_is_linear_in_its_parameters()
    {
        Problem problem = Problem.Random(Problem.Dense([4, 2], new Identity()), new Squared(), rows: 7, seed: 2);
        AssertClose(
            new HessianOperator(problem.Objective, problem.Parameters).ToMatrix(), new GaussNewtonOperator(problem.Objective, problem.Parameters).ToMatrix(), 1e-13);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Gauss_Newton_has_no_negative_eigenvalue(string name)
    {
        Problem problem = Random(name, new SkipNeuron());
        double[] eigenvalues = new GaussNewtonOperator(problem.Objective, problem.Parameters).ToMatrix().SymmetricEigenvalues();
        Assert.True(eigenvalues[0] > -1e-12 * eigenvalues[^1], $"{eigenvalues[0]}");
    }

    [Fact]
    public void Chunks_do_not_matter()
    {
        NetworkDefinition definition = Problem.Dense([3, 5, 1], new Tanh());
        Problem whole = Problem.Random(definition, new PolynomialHinge(), rows: 50, seed: 6);
        Problem chunked = Problem.Random(definition, new PolynomialHinge(), rows: 50, seed: 6, chunkRows: 7);
        AssertClose(new GaussNewtonOperator(whole.Objective, whole.Parameters).ToMatrix(), new GaussNewtonOperator(chunked.Objective, chunked.Parameters).ToMatrix(), 1e-13);
    }

    [Fact]
    public void Refuses_the_true_Fisher_matrix_of_a_loss_that_is_no_likelihood()
    {
        Problem problem = Random("hinge", null);
        ArgumentException error = Assert.Throws<ArgumentException>(() => new FisherOperator(problem.Objective, problem.Parameters));
        Assert.StartsWith(
            "The true Fisher matrix is defined for SoftmaxCrossEntropy, Logistic and Squared, but the loss is PolynomialHinge. "
            + "Use GaussNewtonOperator or EmpiricalFisherOperator, which are defined for every loss.",
            error.Message);
    }

    [Fact]
    public void Refuses_a_loss_factor()
    {
        Problem problem = Problem.Random(Problem.Dense([2, 1], new Identity(), new LossFactorNeuron()), new Squared(), rows: 3, seed: 1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => new GaussNewtonOperator(problem.Objective, problem.Parameters));
        Assert.StartsWith("A loss-factor neuron multiplies the loss, so the objective is no mean of a loss of the outputs", error.Message);
    }

    [Fact]
    public void Refuses_a_parameter_that_is_not_a_number()
    {
        Problem problem = Random("squared", null);
        problem.Parameters[5] = double.NaN;
        ArgumentException error = Assert.Throws<ArgumentException>(() => new HessianOperator(problem.Objective, problem.Parameters));
        Assert.StartsWith("parameters[5] must be finite, but was NaN. The training that produced it has diverged", error.Message);
    }

    [Fact]
    public void Refuses_a_point_of_another_model()
    {
        Problem problem = Random("squared", null);
        ArgumentException error = Assert.Throws<ArgumentException>(() => new HessianOperator(problem.Objective, problem.Parameters.AsSpan(1)));
        Assert.StartsWith("The objective takes 26 parameters, but 25 were given. Use the model that the objective was made for.", error.Message);
    }

    [Fact]
    public void Refuses_to_write_out_a_large_matrix_and_says_what_to_use()
    {
        Problem problem = Problem.Random(Problem.Dense([99, 50, 1], new Relu()), new Squared(), rows: 2, seed: 1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => new HessianOperator(problem.Objective, problem.Parameters).ToMatrix());
        Assert.StartsWith(
            "A dense matrix of 5051 x 5051 numbers takes 0.2 GB, and the limit is 4000 rows. For extreme eigenvalues use ExtremeEigenvalues, for the trace "
            + "TraceEstimator, for the whole spectrum SpectralDensity: they need products alone. Or raise the limit.",
            error.Message);
    }

    private delegate void OutputProduct(ReadOnlySpan<double> outputs, ReadOnlySpan<double> target, ReadOnlySpan<double> tangent, Span<double> product);

    private static Problem Random(string name, NeuronDefinition? neuron)
    {
        (Loss loss, int outputs) = name switch
        {
            "hinge" => ((Loss)new PolynomialHinge(), 1),
            "logistic" => (new Logistic(), 1),
            "squared" => (new Squared(), 2),
            "huber" => (new Huber(0.7), 2),
            _ => (new SoftmaxCrossEntropy(), 3),
        };
        return Problem.Random(Problem.Dense([3, 4, outputs], new Tanh(), neuron), loss, rows: 6, seed: 21, 0.5);
    }

    private static NetworkObjective OneRow(Problem problem, int row) => new(
        problem.Objective.CreateNetwork(problem.Parameters), problem.Objective.Loss, new Regularization { Lambda = 0 }, problem.Objective.Data.Select([row]));

    private static double[] Outputs(Network<double> network, Dataset<double> data)
    {
        using Predictor<double> predictor = new(network);
        double[] outputs = new double[data.Rows * network.OutputSize];
        predictor.Predict(data.Features.Span, outputs);
        return outputs;
    }

    /// <summary>sum_i J_i' M_i J_i / n, the Jacobians by central differences.</summary>
    private static Matrix<double> Assemble(Problem problem, OutputProduct multiply)
    {
        Dataset<double> data = problem.Objective.Data;
        Network<double> network = problem.Objective.CreateNetwork(problem.Parameters);
        int k = network.OutputSize;
        Matrix<double> jacobian = Matrix<double>.Build.Dense(data.Rows * k, problem.Parameters.Length);
        double[] outputs = Outputs(network, data);
        for (int p = 0; p < problem.Parameters.Length; p++)
        {
            const double Step = 1e-5;
            network.Parameters[p] = problem.Parameters[p] + Step;
            double[] above = Outputs(network, data);
            network.Parameters[p] = problem.Parameters[p] - Step;
            double[] below = Outputs(network, data);
            network.Parameters[p] = problem.Parameters[p];
            jacobian.SetColumn(p, [.. above.Zip(below, (a, b) => (a - b) / (2 * Step))]);
        }

        Matrix<double> middle = Matrix<double>.Build.Dense(data.Rows * k, data.Rows * k);
        double[] unit = new double[k];
        double[] column = new double[k];
        for (int i = 0; i < data.Rows * k; i++)
        {
            (int row, int output) = Math.DivRem(i, k);
            unit[output] = 1;
            multiply(outputs.AsSpan(row * k, k), data.Targets.Span.Slice(row * data.TargetWidth, data.TargetWidth), unit, column);
            unit[output] = 0;
            for (int j = 0; j < k; j++)
            {
                middle[(row * k) + j, i] = column[j] / data.Rows;
            }
        }

        return jacobian.TransposeThisAndMultiply(middle * jacobian);
    }

    private static void AssertClose(Matrix<double> expected, Matrix<double> actual, double tolerance)
    {
        double scale = expected.Enumerate().Max(Math.Abs);
        Assert.True(scale > 0);
        double difference = (expected - actual).Enumerate().Max(Math.Abs);
        Assert.True(difference <= tolerance * scale, $"{difference} of {scale}");
    }
}
