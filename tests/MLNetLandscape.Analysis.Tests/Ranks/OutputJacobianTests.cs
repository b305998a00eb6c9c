using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Ranks;
using MLNetLandscape.Analysis.Tests.Estimates;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Tests.Ranks;

public sealed class OutputJacobianTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Agrees_with_central_differences_of_the_outputs(bool withNeuron)
    {
        Network<double> network = Network<double>.Create(Definition(2, withNeuron), 3);
        double[] rows = Random(5 * 3);
        double[] jacobian = OutputJacobian.Compute(network, rows, null, TestContext.Current.CancellationToken);
        int parameters = network.Layout.Count;
        using Predictor<double> predictor = new(network);
        double[] above = new double[10], below = new double[10];
        for (int p = 0; p < parameters; p++)
        {
            const double Step = 1e-5;
            double kept = network.Parameters[p];
            network.Parameters[p] = kept + Step;
            predictor.Predict(rows, above);
            network.Parameters[p] = kept - Step;
            predictor.Predict(rows, below);
            network.Parameters[p] = kept;
            for (int i = 0; i < 10; i++)
            {
                Assert.Equal((above[i] - below[i]) / (2 * Step), jacobian[(i * parameters) + p], 7);
            }
        }
    }

    [Fact]
    public void The_gradient_of_half_the_squared_residual_is_J_transposed_r_and_bounds_it()
    {
        Network<double> network = Network<double>.Create(Definition(1, false), 3);
        double[] rows = Random(5 * 3), labels = Random(5);
        double[] jacobian = OutputJacobian.Compute(network, rows, null, TestContext.Current.CancellationToken);
        double[] outputs = new double[5], gradient = new double[network.Layout.Count];
        using (Predictor<double> predictor = new(network))
        {
            predictor.Predict(rows, outputs);
        }

        NetworkObjective objective = new(network, new Squared(), new Regularization(), new Dataset<double> { Features = rows, Targets = labels, Rows = 5 });
        objective.Gradient(network.Parameters, gradient);
        double[] residual = [.. outputs.Zip(labels, (f, y) => f - y)];
        for (int p = 0; p < gradient.Length; p++)
        {
            Assert.Equal(gradient[p], Enumerable.Range(0, 5).Sum(j => jacobian[(j * gradient.Length) + p] * residual[j]) / 5, 12);
        }

        SingularSpectrum spectrum = SingularSpectrum.Of(jacobian, 5);
        Assert.True(spectrum.HasFullRowRank);
        Assert.True(TensorPrimitives.Norm<double>(residual) <= 5 * TensorPrimitives.Norm<double>(gradient) / spectrum.SmallestOfRows);
    }

    [Fact]
    public void Tells_the_share_of_the_rows_that_are_done()
    {
        List<double> told = [];
        OutputJacobian.Compute(Network<double>.Create(Definition(2, false), 3), Random(4 * 3), new Shares(told.Add), TestContext.Current.CancellationToken);
        Assert.Equal([0.25, 0.5, 0.75, 1], told);
    }

    [Fact]
    public void Refuses_rows_that_do_not_fit() => Assert.Equal(
        "The network takes rows of 3 features, but 4 numbers are no whole number of rows, at least 1. Use the columns that the network was made for. (Parameter 'samples')",
        Assert.Throws<ArgumentException>(() => OutputJacobian.Compute(Network<double>.Create(Definition(1, false), 1), new double[4], null, TestContext.Current.CancellationToken)).Message);

    private static NetworkDefinition Definition(int outputs, bool withNeuron) => new()
    {
        Input = Shape.Vector(3),
        Layers = [new Dense(4, new Tanh()), new Dense(3, new Sigmoid()), new Dense(outputs, new Identity())],
        Neuron = withNeuron ? new SkipNeuron() : null,
    };

    private static double[] Random(int count)
    {
        RandomSource random = new(9);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = random.NextNormal();
        }

        return values;
    }
}
