using MLNetLandscape.Analysis.Models;
using MLNetLandscape.Analysis.Tests.Surfaces;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Tests.Models;

public sealed class ModelComparisonTests
{
    private static readonly NetworkDefinition Definition = NetworkProblem.Definition(3, new Relu(), 7, 5);

    [Fact]
    public void Alignment_undoes_a_renumbering_of_all_hidden_units()
    {
        double[] original = NetworkProblem.Normal(Network<double>.Create(Definition, 1).Layout.Count, 1);
        double[] shuffled = Renumber(original);
        PermutationAlignment alignment = PermutationAlignment.Align(Definition, original, shuffled);
        Assert.Equal(original, alignment.Parameters);
    }

    [Fact]
    public void Alignment_keeps_the_function_and_never_grows_the_distance()
    {
        Dataset<double> data = NetworkProblem.Data(20, 3, 1);
        for (long seed = 0; seed < 10; seed++)
        {
            Network<double> a = Network<double>.Create(Definition, seed), b = Network<double>.Create(Definition, seed + 100);
            double[] aligned = PermutationAlignment.Align(Definition, a.Parameters, b.Parameters).Parameters;
            double[] before = Predict(b, data), after = Predict(Network<double>.FromParameters(Definition, aligned, []), data);
            Assert.All(before.Zip(after), pair => Assert.Equal(pair.First, pair.Second, 12));
            Assert.True(Distance(a.Parameters, aligned) <= Distance(a.Parameters, b.Parameters));
            Assert.Equal(aligned.Order(), b.Parameters.ToArray().Order());
        }
    }

    [Fact]
    public void A_model_and_its_renumbered_twin_agree_entirely_and_differ_only_in_the_numbering()
    {
        Dataset<double> data = NetworkProblem.Data(30, 3, 2);
        Network<double> a = Network<double>.Create(Definition, 1);
        Network<double> b = Network<double>.FromParameters(Definition, Renumber(a.Parameters), []);
        ModelComparison comparison = ModelComparison.Run([a, b], new PolynomialHinge(3), new Regularization(), data, null, null, TestContext.Current.CancellationToken);
        PairFigures pair = Assert.Single(comparison.Pairs);
        Assert.Equal(1, pair.Agreement);
        Assert.Equal(0, pair.OutputDifference, 12);
        Assert.True(pair.Distance > 1);
        Assert.Equal(0, pair.AlignedDistance);
        Assert.Equal(0, pair.AlignedLine!.Barrier, 10);
        Assert.True(pair.Line!.Values.Max() - pair.Line.Values.Min() > 1e-3);
        Assert.Equal([0.0, 0, 0], pair.AlignedShareBeyond);
        Assert.True(pair.ShareBeyond[0] > pair.ShareBeyond[2]);
    }

    [Fact]
    public void A_trained_curve_stays_below_the_straight_line()
    {
        Dataset<double> data = NetworkProblem.Data(25, 3, 3);
        Network<double>[] models = [.. new long[] { 1, 2 }.Select(seed => Trained(seed, data))];
        ModelComparison comparison = ModelComparison.Run(
            models, new Squared(), new Regularization(), data, new ModelComparisonOptions { Curves = true, CurveIterations = 200 }, null, TestContext.Current.CancellationToken);
        PairFigures pair = comparison.Pairs[0];
        Assert.Null(pair.Agreement);
        Assert.True(pair.Curve!.Barrier < 0.5 * pair.AlignedLine!.Barrier, $"{pair.Curve.Barrier} against {pair.AlignedLine.Barrier}");
        Assert.Equal(pair.Line!.Values[0], pair.Curve.Values[0]);
        Assert.Equal(pair.Line.Values[^1], pair.Curve.Values[^1], 10);
    }

    [Fact]
    public void The_curves_objective_has_exact_derivatives()
    {
        Network<double> a = Network<double>.Create(NetworkProblem.Definition(3, new Tanh(), 4), 1), b = Network<double>.Create(a.Definition, 2);
        using BezierObjective mean = new(NetworkProblem.Objective(a, NetworkProblem.Data(10, 3, 1)), a.Parameters.ToArray(), b.Parameters.ToArray());
        double[] control = NetworkProblem.Normal(mean.Dimension, 5), direction = NetworkProblem.Normal(mean.Dimension, 6);
        double[] gradient = new double[control.Length], above = new double[control.Length], below = new double[control.Length], product = new double[control.Length];
        const double Step = 1e-5;
        double[] plus = [.. control.Zip(direction, (x, d) => x + (Step * d))], minus = [.. control.Zip(direction, (x, d) => x - (Step * d))];
        Assert.Equal(mean.Value(control), mean.Gradient(control, gradient), 12);
        Assert.Equal((mean.Value(plus) - mean.Value(minus)) / (2 * Step), gradient.Zip(direction, (g, d) => g * d).Sum(), 6);
        mean.HessianVectorProduct(control, direction, product);
        mean.Gradient(plus, above);
        mean.Gradient(minus, below);
        Assert.All(above.Zip(below, (x, y) => (x - y) / (2 * Step)).Zip(product), pair => Assert.Equal(pair.First, pair.Second, 6));
    }

    [Fact]
    public void Counts_dead_units_and_names_constant_models()
    {
        Dataset<double> data = NetworkProblem.Data(30, 3, 2);
        Network<double> alive = Network<double>.Create(Definition, 1), dead = alive.Copy();
        ParameterEntry bias = dead.Layout.Entries.First(entry => entry.LayerIndex == 0 && entry.Block.Role == ParameterRole.Bias);
        dead.Parameters.Slice(bias.Offset, 7).Fill(-1e6);
        ModelComparison comparison = ModelComparison.Run(
            [alive, dead, dead], new PolynomialHinge(3), new Regularization(), data, new ModelComparisonOptions { Lines = false }, null, TestContext.Current.CancellationToken);
        Assert.Equal(new LayerActivity(0, 7, 7), comparison.Models[1].Activity[0]);
        Assert.True(comparison.Models[0].Activity[0].Dead < 7);
        Assert.Equal([false, true, true], comparison.Models.Select(model => model.IsConstant));
        Assert.Equal(["Models that give every row the same answer: 2, 3. Their agreement with each other says nothing about minima."], comparison.Remarks);
        Assert.Equal(1, comparison.ZeroLoss, 12);
        Assert.Equal((double)Math.Max(data.Targets.ToArray().Count(y => y > 0), data.Targets.ToArray().Count(y => y < 0)) / 30, comparison.MajorityAccuracy);
        Assert.Equal(3, comparison.Pairs.Count);
        Assert.Null(comparison.Pairs[0].Line);
    }

    [Fact]
    public void The_most_frequent_class_is_that_of_the_largest_weight()
    {
        Dataset<double> data = new() { Features = new double[] { 1, 2, 3, 4 }, Targets = new double[] { 1, 1, 1, -1 }, Weights = new[] { 1, 0, 0.5, 2.5 }, Rows = 4 };
        Assert.Equal(0.625, ModelOutputs.MajorityAccuracy(new PolynomialHinge(3), data));
        Assert.Equal(0.75, ModelOutputs.MajorityAccuracy(new PolynomialHinge(3), data with { Weights = null }));
        Assert.Null(ModelOutputs.MajorityAccuracy(new Squared(), data));
    }

    [Fact]
    public void The_exponential_unit_of_a_layer_is_none_of_its_units()
    {
        NetworkDefinition plain = NetworkProblem.Definition(2, new Relu(), 2);
        foreach (NetworkDefinition definition in new[] { plain, plain with { Neuron = new LayerwiseNeurons() } })
        {
            Network<double> network = Network<double>.Create(definition, 1);
            foreach (ParameterEntry entry in network.Layout.Entries.Where(entry => entry.LayerIndex == 0 && entry.Block.Role is ParameterRole.Weight or ParameterRole.Bias))
            {
                network.Parameters.Slice(entry.Offset, entry.Block.Length).Fill(entry.Block.Role == ParameterRole.Bias ? -1 : 0);
            }

            Assert.Equal([new LayerActivity(0, 2, 2)], LayerActivity.Measure(network, NetworkProblem.Normal(20, 1)));
        }
    }

    [Fact]
    public void The_barrier_is_measured_from_the_straight_line_between_the_ends() =>
        Assert.Equal(2.5, new PathProfile([0, 0.5, 1], [1, 4.5, 3]).Barrier, 12);

    [Fact]
    public void Refuses_models_of_different_layers_one_model_and_a_threshold_of_zero()
    {
        Dataset<double> data = NetworkProblem.Data(5, 3, 1);
        Network<double> a = Network<double>.Create(Definition, 1), b = Network<double>.Create(NetworkProblem.Definition(3, new Relu(), 4), 1);
        Assert.Equal(
            "All models must have the same layers, but model 2 differs from model 1 (21 and 74 parameters). Compare trainings of one network. (Parameter 'models')",
            Assert.Throws<ArgumentException>(() => ModelComparison.Run([a, b], new Squared(), new Regularization(), data, null, null, TestContext.Current.CancellationToken)).Message);
        Assert.Equal(
            "Models to compare must be at least 2, but was 1. Train the network from another seed.",
            Assert.Throws<ArgumentException>(() => ModelComparison.Run([a], new Squared(), new Regularization(), data, null, null, TestContext.Current.CancellationToken)).Message);
        Assert.Equal(
            "Thresholds must be positive and finite, but was 0. A weight is never at distance 0 for certain; 0.1 is usual.",
            Assert.Throws<ArgumentException>(() => new ModelComparisonOptions { Thresholds = [0] }).Message);
    }

    [Fact]
    public void Says_why_a_convolutional_network_is_not_aligned()
    {
        NetworkDefinition definition = new() { Input = new Shape(1, 4, 4), Layers = [new Convolution2D(2, 3, 3, new Relu()), new Flatten(), new Dense(1, new Identity())] };
        ModelComparison comparison = ModelComparison.Run(
            [Network<double>.Create(definition, 1), Network<double>.Create(definition, 2)], new Squared(), new Regularization(), NetworkProblem.Data(6, 16, 1), null, null, TestContext.Current.CancellationToken);
        Assert.Null(comparison.Pairs[0].AlignedDistance);
        Assert.Contains("Alignment renumbers units of dense layers, but the network has a Convolution2D; distances are unaligned.", comparison.Remarks);
    }

    private static Network<double> Trained(long seed, Dataset<double> data)
    {
        Network<double> network = Network<double>.Create(Definition, seed);
        double[] parameters = new LimitedMemoryBfgs { MaximumIterations = 300 }.Minimize(NetworkProblem.Objective(network, data), network.Parameters, TestContext.Current.CancellationToken).Parameters;
        return Network<double>.FromParameters(Definition, parameters, []);
    }

    /// <summary>Turns the units of both hidden layers around: 3-7-5-1.</summary>
    private static double[] Renumber(ReadOnlySpan<double> parameters)
    {
        double[] result = parameters.ToArray();
        int[] sizes = [3, 7, 5, 1];
        int offset = 0;
        for (int layer = 0; layer < 3; layer++)
        {
            (int inputs, int units) = (sizes[layer], sizes[layer + 1]);
            for (int unit = 0; unit < units; unit++)
            {
                int from = layer < 2 ? units - 1 - unit : unit;
                for (int input = 0; input < inputs; input++)
                {
                    result[offset + (unit * inputs) + input] = parameters[offset + (from * inputs) + (layer > 0 ? inputs - 1 - input : input)];
                }

                result[offset + (units * inputs) + unit] = parameters[offset + (units * inputs) + from];
            }

            offset += (inputs + 1) * units;
        }

        return result;
    }

    private static double[] Predict(Network<double> network, Dataset<double> data)
    {
        double[] outputs = new double[data.Rows];
        using Predictor<double> predictor = new(network);
        predictor.Predict(data.Features.Span, outputs);
        return outputs;
    }

    private static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => System.Numerics.Tensors.TensorPrimitives.Distance(a, b);
}
