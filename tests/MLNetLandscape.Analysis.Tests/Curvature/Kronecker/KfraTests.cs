using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.Curvature;
using MLNetLandscape.Analysis.Curvature.Kronecker;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Tests.Curvature.Kronecker;

public sealed class KfraTests
{
    [Theory]
    [InlineData("softmax", "tanh")]
    [InlineData("softmax", "relu")]
    [InlineData("squared", "sigmoid")]
    [InlineData("huber", "softplus")]
    [InlineData("one-hot softmax", "tanh")]
    public void A_single_row_is_exact(string loss, string activation)
    {
        NetworkDefinition definition = Problem.Dense([3, 5, 4, 3], Of(activation), null, loss == "squared" ? new Tanh() : null);
        AssertBlocksAreThoseOfGaussNewton(Problem.Random(definition, LossOf(loss), rows: 1, seed: 4));
    }

    [Theory]
    [InlineData("logistic")]
    [InlineData("hinge")]
    public void A_single_row_with_a_skip_neuron_is_exact(string loss) =>
        AssertBlocksAreThoseOfGaussNewton(Problem.Random(Problem.Dense([3, 5, 4, 1], new Tanh(), new SkipNeuron()), LossOf(loss), rows: 1, seed: 6, 0.4));

    [Theory]
    [InlineData(33, 1024)]
    [InlineData(100, 7)]
    public void A_linear_network_with_squared_loss_is_exact_at_any_number_of_rows(int rows, int chunkRows)
    {
        NetworkDefinition definition = Problem.Dense([4, 6, 3, 2], new Identity());
        Problem problem = Problem.Random(definition, new Squared(), rows, seed: 3, chunkRows: chunkRows);
        AssertBlocksAreThoseOfGaussNewton(problem);

        // And then the Gauss-Newton blocks are those of the Hessian itself.
        HessianOperator whole = new(problem.Objective, problem.Parameters);
        foreach (KroneckerFactors factors in new KfraOperator(problem.Objective, problem.Parameters).Factors)
        {
            AssertClose(factors.Block.Restrict(whole).ToMatrix(), factors.ToMatrix(), 1e-12);
        }
    }

    [Fact]
    public void Several_rows_of_a_curved_network_are_an_approximation()
    {
        // The negative control: the first block, where every expectation is split, is off by far more than rounding.
        Problem problem = Problem.Random(Problem.Dense([3, 5, 4, 2], new Tanh()), new Squared(), rows: 20, seed: 3);
        KroneckerFactors first = new KfraOperator(problem.Objective, problem.Parameters).Factors[0];
        Matrix<double> exact = first.Block.Restrict(new GaussNewtonOperator(problem.Objective, problem.Parameters)).ToMatrix();
        double difference = (exact - first.ToMatrix()).FrobeniusNorm() / exact.FrobeniusNorm();
        Assert.True(difference is > 0.01 and < 1, $"{difference}");
    }

    [Fact]
    public void Agrees_with_NumPy()
    {
        // A 2-3-2-3 tanh network with softmax cross entropy: parameters 0.8 sin(1.3 (i + 1)), features 1.1 sin(0.7 (i + 1)), labels 0, 2, 1, 2 with the
        // weights 1, 2, 0.5, 1.5; the recursion written with numpy.outer and @, in a separate program.
        KfraOperator kfra = NumPyCase();
        AssertEqual([0.0278085200243498, 0.00599091032538184, -0.0279727643485112, 0.0110431206230098, -0.00112013864061796, 0.0644247526749479], kfra.Factors[0].OutputFactor, 3);
        AssertEqual([0.826338376472763, 0.555710742341417, 0.158744495305909, 0.525893541412384, 0.0600024012026988, 1], kfra.Factors[0].InputFactor, 3);
        AssertEqual([0.179593446470266, 0.226730296599056, 0.409177822643], kfra.Factors[1].OutputFactor, 2);
        AssertEqual(
            [0.572175028192362, -0.54517033178352, 0.232134722129964, 0.244555994113127, 0.553111517022167, -0.139404564522583, -0.405377584243197, 0.344338223022811, -0.339660979523979, 1],
            kfra.Factors[1].InputFactor,
            4);
        AssertEqual([0.117602804943487, -0.063631291296817, -0.0539715136466699, 0.246174195723396, -0.182542904426579, 0.236514418073249], kfra.Factors[2].OutputFactor, 3);
        AssertEqual([0.208978389748539, -0.0956610193680083, 0.426666461641369, 0.062148764104095, -0.230672860927947, 1], kfra.Factors[2].InputFactor, 3);
    }

    [Fact]
    public void The_whole_operator_is_the_blocks()
    {
        Problem problem = Problem.Random(Problem.Dense([3, 4, 1], new Tanh(), new SkipNeuron()), new Logistic(), rows: 9, seed: 2);
        KfraOperator kfra = new(problem.Objective, problem.Parameters);
        Matrix<double> whole = kfra.ToMatrix();
        Matrix<double> expected = Matrix<double>.Build.Dense(kfra.Dimension, kfra.Dimension);
        foreach (KroneckerFactors factors in kfra.Factors)
        {
            Matrix<double> g = Matrix<double>.Build.Dense(factors.Units, factors.Units, factors.OutputFactor.ToArray());
            Matrix<double> q = Matrix<double>.Build.Dense(factors.Columns, factors.Columns, factors.InputFactor.ToArray());
            Matrix<double> kronecker = g.KroneckerProduct(q);
            for (int i = 0; i < factors.Dimension; i++)
            {
                for (int k = 0; k < factors.Dimension; k++)
                {
                    expected[factors.Block.Offset + i, factors.Block.Offset + k] = kronecker[Joined(factors, i), Joined(factors, k)];
                }
            }
        }

        AssertClose(expected, whole, 1e-14);
    }

    [Fact]
    public void Dropout_and_flattening_pass_through()
    {
        NetworkDefinition plain = Problem.Dense([6, 4, 2], new Tanh());
        NetworkDefinition other = new() { Input = new Shape(1, 2, 3), Layers = [new Flatten(), plain.Layers[0], new Dropout(0.5), plain.Layers[1]] };
        Problem problem = Problem.Random(plain, new Squared(), rows: 8, seed: 5);
        NetworkObjective objective = new(Network<double>.Create(other, 1), new Squared(), new Regularization(), problem.Objective.Data);
        AssertClose(new KfraOperator(problem.Objective, problem.Parameters).ToMatrix(), new KfraOperator(objective, problem.Parameters).ToMatrix(), 1e-15);
    }

    [Fact]
    public void Parameters_may_move_between_two_computations()
    {
        Problem problem = Problem.Random(Problem.Dense([3, 4, 2], new Tanh()), new Squared(), rows: 8, seed: 5);
        Network<double> network = problem.Objective.CreateNetwork(problem.Parameters);
        Dataset<double> data = problem.Objective.Data;
        KfraRecursion recursion = new(network, new Squared(), 8);
        for (int i = 0; i < 2; i++)
        {
            network.Parameters[0] += i;
            recursion.Begin();
            recursion.Add(data.Features.Span, data.Targets.Span);
            KfraOperator expected = new(problem.Objective, network.Parameters);
            Assert.Equal(expected.Factors[0].OutputFactor.ToArray(), recursion.Finish()[0].OutputFactor.ToArray());
        }
    }

    [Fact]
    public void Refuses_other_layers_and_says_what_to_use()
    {
        NetworkDefinition definition = new() { Input = Shape.Vector(3), Layers = [new BatchNormalization(), new Dense(1, new Identity())] };
        Problem problem = Problem.Random(definition, new Squared(), rows: 4, seed: 1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => new KfraOperator(problem.Objective, problem.Parameters));
        Assert.StartsWith(
            "KFRA's factors are those of dense layers, between which dropout and flattening may stand, but layer 0 is BatchNormalization. "
            + "Use a GaussNewtonOperator, with LayerBlock.Restrict for one layer, which works by products for every network.",
            error.Message);
    }

    [Fact]
    public void Refuses_means_over_nothing_and_targets_of_other_rows()
    {
        KfraRecursion recursion = new(Network<double>.Create(Problem.Dense([3, 2], new Identity()), 1), new Squared(), 4);
        InvalidOperationException empty = Assert.Throws<InvalidOperationException>(() => recursion.Finish());
        Assert.Equal("KFRA's factors are means over rows, but the weights of the rows added sum to 0. Add rows first.", empty.Message);
        ArgumentException error = Assert.Throws<ArgumentException>(() => recursion.Add(new double[6], new double[3]));
        Assert.StartsWith("2 rows of features need 4 targets and 2 weights or none, but came with 3 and 0.", error.Message);
    }

    private static void AssertBlocksAreThoseOfGaussNewton(Problem problem)
    {
        GaussNewtonOperator whole = new(problem.Objective, problem.Parameters);
        foreach (KroneckerFactors factors in new KfraOperator(problem.Objective, problem.Parameters).Factors)
        {
            AssertClose(factors.Block.Restrict(whole).ToMatrix(), factors.ToMatrix(), 1e-12);
        }
    }

    private static KfraOperator NumPyCase()
    {
        NetworkDefinition definition = Problem.Dense([2, 3, 2, 3], new Tanh());
        Dataset<double> data = new()
        {
            Features = Sines(8, 1.1, 0.7),
            Targets = new double[] { 0, 2, 1, 2 },
            Weights = new double[] { 1, 2, 0.5, 1.5 },
            Rows = 4,
        };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new SoftmaxCrossEntropy(), new Regularization(), data, chunkRows: 3);
        return new KfraOperator(objective, Sines(objective.Dimension, 0.8, 1.3));
    }

    private static double[] Sines(int count, double height, double frequency) => [.. Enumerable.Range(1, count).Select(i => height * Math.Sin(frequency * i))];

    /// <summary>Where a parameter, W row by row and then b, stands in the rows [W b].</summary>
    private static int Joined(KroneckerFactors factors, int parameter)
    {
        int width = factors.Columns - 1;
        return parameter < factors.Units * width
            ? (parameter / width * factors.Columns) + (parameter % width)
            : ((parameter - (factors.Units * width)) * factors.Columns) + width;
    }

    private static void AssertEqual(double[] upperTriangle, ReadOnlySpan<double> matrix, int n)
    {
        for (int i = 0, at = 0; i < n; i++)
        {
            for (int k = i; k < n; k++, at++)
            {
                Assert.Equal(upperTriangle[at], matrix[(i * n) + k], 1e-14);
                Assert.Equal(matrix[(k * n) + i], matrix[(i * n) + k]);
            }
        }
    }

    private static Activation Of(string name) => name switch { "tanh" => new Tanh(), "relu" => new Relu(), "sigmoid" => new Sigmoid(), _ => new Softplus() };

    private static Loss LossOf(string name) => name switch
    {
        "softmax" => new SoftmaxCrossEntropy(),
        "squared" => new Squared(),
        "one-hot softmax" => new OneHotSquared(true),
        "huber" => new Huber(3),
        "logistic" => new Logistic(),
        _ => new PolynomialHinge(),
    };

    private static void AssertClose(Matrix<double> expected, Matrix<double> actual, double tolerance)
    {
        double scale = expected.Enumerate().Max(Math.Abs);
        Assert.True(scale > 0);
        double difference = (expected - actual).Enumerate().Max(Math.Abs);
        Assert.True(difference <= tolerance * scale, $"{difference} of {scale}");
    }
}
