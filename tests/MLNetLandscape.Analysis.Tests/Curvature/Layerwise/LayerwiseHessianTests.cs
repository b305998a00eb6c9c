using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Analysis.Curvature;
using MLNetLandscape.Analysis.Curvature.Layerwise;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Tests.Objectives;

namespace MLNetLandscape.Analysis.Tests.Curvature.Layerwise;

public sealed class LayerwiseHessianTests
{
    public static TheoryData<string> OracleCases => [.. NetworkOracle.Names(withHessian: true)];

    [Theory]
    [MemberData(nameof(OracleCases))]
    public void Every_block_is_the_oracles(string name)
    {
        NetworkOracle oracle = NetworkOracle.Read(name);
        double largest = oracle.Hessian!.Max(row => row.Max(Math.Abs));
        foreach (LayerHessian layer in new LayerwiseHessian(oracle.CreateObjective(), oracle.Parameters).Compute())
        {
            Matrix<double> block = layer.ToMatrix();
            for (int i = 0; i < block.RowCount; i++)
            {
                for (int j = 0; j < block.ColumnCount; j++)
                {
                    Assert.Equal(oracle.Hessian![layer.Block.Offset + i][layer.Block.Offset + j], block[i, j], 1e-10 * largest);
                }
            }
        }
    }

    [Fact]
    public void A_row_does_not_depend_on_the_rows_asked_before()
    {
        Problem problem = Problem.Random(Problem.Dense([3, 4, 1], new Tanh()), new Squared(), rows: 3, seed: 5, chunkRows: 1);
        LayerwiseHessian before = new(problem.Objective, problem.Parameters);
        before.OfRow(0);
        foreach ((SampleLayerCurvature expected, SampleLayerCurvature found) in before.OfRow(1).Zip(new LayerwiseHessian(problem.Objective, problem.Parameters).OfRow(1)))
        {
            Assert.Equal(expected.Inputs, found.Inputs);
            Assert.Equal(expected.PreActivationHessian, found.PreActivationHessian);
        }
    }

    [Theory]
    [InlineData(Padding.Same, 1, "tanh")]
    [InlineData(Padding.Valid, 1, "relu")]
    [InlineData(Padding.Same, 2, "softplus")]
    public void Every_block_of_a_convolutional_network_is_that_of_the_exact_products(Padding padding, int stride, string name)
    {
        Activation activation = name switch { "tanh" => new Tanh(), "relu" => new Relu(), _ => new Softplus() };
        NetworkDefinition definition = new()
        {
            Input = new Shape(2, 7, 6),
            Layers =
            [
                new Convolution2D(3, 3, 2, activation) { Padding = padding, Stride = stride },
                new MaxPooling2D(2),
                new Convolution2D(2, 2, 1, activation),
                new Flatten(),
                new Dense(3, new Identity()),
            ],
        };
        AssertBlocksAreThoseOfTheHessian(Problem.Random(definition, new SoftmaxCrossEntropy(), rows: 5, seed: 11));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Every_block_of_a_dense_network_is_that_of_the_exact_products_whatever_the_chunks(int chunkRows)
    {
        NetworkDefinition definition = Problem.Dense([6, 19, 9, 2], new Tanh(), new SkipNeuron());
        AssertBlocksAreThoseOfTheHessian(Problem.Random(definition, new Squared(), rows: 33, seed: 3, 0.5, new Regularization { L2 = 0.3, Lambda = 1 }, chunkRows));
    }

    [Fact]
    public void A_wide_layer_takes_its_rows_in_several_portions()
    {
        NetworkDefinition definition = Problem.Dense([2, 500, 1], new Tanh());
        AssertBlocksAreThoseOfTheHessian(Problem.Random(definition, new Squared(), rows: 40, seed: 5));
    }

    [Fact]
    public void Weights_of_rows_count()
    {
        Problem problem = Problem.Random(Problem.Dense([3, 5, 1], new Tanh()), new PolynomialHinge(), rows: 9, seed: 4);
        Dataset<double> data = problem.Objective.Data with { Weights = new double[] { 1, 0, 2, 0.5, 3, 1, 1, 0, 4 } };
        NetworkObjective weighted = new(problem.Objective.CreateNetwork(problem.Parameters), problem.Objective.Loss, problem.Objective.Regularization, data);
        AssertBlocksAreThoseOfTheHessian(problem with { Objective = weighted });
    }

    [Fact]
    public void The_parts_of_a_row_are_those_of_the_recursion()
    {
        Problem problem = Problem.Random(Problem.Dense([3, 4, 3, 2], new Tanh()), new Squared(), rows: 1, seed: 8);
        Network<double> network = problem.Objective.CreateNetwork(problem.Parameters);
        IReadOnlyList<SampleLayerCurvature> layers = new LayerwiseHessian(problem.Objective, problem.Parameters).OfRow(0);
        Assert.Equal([0, 1, 2], layers.Select(layer => layer.LayerIndex));
        for (int l = 0; l < 2; l++)
        {
            SampleLayerCurvature layer = layers[l];
            SampleLayerCurvature above = layers[l + 1];
            int n = layer.Slopes.Length;
            int m = above.Slopes.Length;
            ParameterEntry entry = network.Layout.Entries[2 * (l + 1)];
            Matrix<double> w = Matrix<double>.Build.Dense(m, n, (i, j) => network.Parameters[entry.Offset + (i * n) + j]);
            Matrix<double> b = Matrix<double>.Build.DenseOfDiagonalArray(layer.Slopes.ToArray());
            Matrix<double> d = Matrix<double>.Build.DenseOfDiagonalArray(layer.Bends.ToArray());
            Matrix<double> expected = (b * w.Transpose() * Square(above) * w * b) + d;
            double difference = (expected - Square(layer)).Enumerate().Max(Math.Abs);
            Assert.True(difference < 1e-12, $"{difference}");
        }

        // At the last layer of a squared loss, Hpre = I.
        Assert.Equal([1, 0, 0, 1], layers[2].PreActivationHessian.ToArray());
        Assert.Equal(1, layers[2].Inputs.Span[^1]);
    }

    [Fact]
    public void The_mean_over_rows_is_the_sum()
    {
        Problem problem = Problem.Random(Problem.Dense([3, 4, 2], new Sigmoid()), new SoftmaxCrossEntropy(), rows: 6, seed: 9);
        LayerwiseHessian hessian = new(problem.Objective, problem.Parameters);
        LayerHessian first = hessian.Compute()[0];
        double expected = Enumerable.Range(0, 6).Average(row =>
        {
            SampleLayerCurvature layer = hessian.OfRow(row)[0];
            double a = layer.Inputs.Span[1];
            return layer.PreActivationHessian.Span[(2 * 4) + 1] * a * layer.Inputs.Span[2];
        });
        Assert.Equal(expected, first.ToMatrix()[(2 * 3) + 1, (1 * 3) + 2], 1e-14);
    }

    [Fact]
    public void Refuses_layers_it_does_not_know()
    {
        NetworkDefinition definition = new() { Input = Shape.Vector(3), Layers = [new BatchNormalization(), new Dense(1, new Identity())] };
        Problem problem = Problem.Random(definition, new Squared(), rows: 4, seed: 1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => new LayerwiseHessian(problem.Objective, problem.Parameters));
        Assert.StartsWith(
            "The layerwise recursion takes dense, convolutional, max-pooling, flatten and dropout layers, but layer 0 is BatchNormalization. "
            + "Use a HessianOperator with LayerBlock.Restrict, which works by products for every network, of any size.",
            error.Message);
    }

    [Fact]
    public void Refuses_blocks_that_do_not_fit_into_memory()
    {
        Problem problem = Problem.Random(Problem.Dense([100, 60, 1], new Relu()), new Squared(), rows: 2, seed: 1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => new LayerwiseHessian(problem.Objective, problem.Parameters));
        Assert.StartsWith("Layer 0 has 6060 parameters, and its block would have the square of that; the limit is 4000. Use a HessianOperator", error.Message);
    }

    private static void AssertBlocksAreThoseOfTheHessian(Problem problem)
    {
        HessianOperator whole = new(problem.Objective, problem.Parameters);
        foreach (LayerHessian layer in new LayerwiseHessian(problem.Objective, problem.Parameters).Compute())
        {
            Matrix<double> expected = layer.Block.Restrict(whole).ToMatrix();
            Matrix<double> difference = layer.ToMatrix() - expected;
            double scale = expected.Enumerate().Max(Math.Abs);
            Assert.True(scale > 0);
            Assert.True(difference.Enumerate().Max(Math.Abs) < 1e-12 * scale, $"layer {layer.Block.LayerIndex}: {difference.Enumerate().Max(Math.Abs)} of {scale}");
            Assert.Equal(expected.Trace(), layer.Trace, 1e-10 * Math.Abs(expected.Trace()) + 1e-14);
        }
    }

    private static Matrix<double> Square(SampleLayerCurvature layer)
    {
        int n = layer.Slopes.Length;
        return Matrix<double>.Build.Dense(n, n, layer.PreActivationHessian.ToArray());
    }
}
