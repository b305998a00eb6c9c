using MLNetLandscape.Analysis.Curvature;
using MLNetLandscape.Analysis.Curvature.Layerwise;
using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Tests.Objectives;

namespace MLNetLandscape.Analysis.Tests.Curvature.Layerwise;

public sealed class LayerwiseReportTests
{
    /// <summary>A 3-4-3-2 network as in an independent computation whose weights were not recorded: its figures compare by sign and order, not by digits.</summary>
    private static readonly int[] Sizes = [3, 4, 3, 2];

    [Theory]
    [InlineData("relu")]
    [InlineData("leaky")]
    [InlineData("identity")]
    public void Blocks_of_piecewise_linear_networks_are_positive_semidefinite_with_every_convex_loss(string name)
    {
        Activation activation = name switch { "relu" => new Relu(), "leaky" => new LeakyRelu(0.2), _ => new Identity() };
        for (int seed = 0; seed < 20; seed++)
        {
            foreach ((Loss loss, int outputs) in new (Loss, int)[] { (new Squared(), 2), (new SoftmaxCrossEntropy(), 3), (new PolynomialHinge(), 1), (new Logistic(), 1), (new Huber(), 2) })
            {
                Problem problem = Problem.Random(Problem.Dense([3, 4, 3, outputs], activation), loss, rows: 8, seed, deviation: 1.5);
                LayerwiseReport report = LayerwiseReport.Create(problem.Objective, problem.Parameters);
                Assert.True(report.IsPromised);
                Assert.All(report.Layers, layer => Assert.True(layer.IsPositiveSemidefinite, $"{name} {loss} {seed}: {layer}"));
                Assert.All(report.Layers, layer => Assert.True(layer.Trace >= 0));
                Assert.DoesNotContain(report.Findings, finding => finding.Kind == FindingKind.Contradiction);
            }
        }
    }

    [Fact]
    public void Relu_with_the_squared_loss_has_positive_layers_a_positive_trace_and_a_negative_direction_across_layers()
    {
        // Reference [N]: layer minima >= -2e-16, full minimum -42.4, trace +208, all relative to a largest eigenvalue of the order of the trace.
        int negative = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            Problem problem = Problem.Random(Problem.Dense(Sizes, new Relu()), new Squared(), rows: 10, seed, deviation: 1.5);
            LayerwiseReport report = LayerwiseReport.Create(problem.Objective, problem.Parameters);
            double[] whole = new HessianOperator(problem.Objective, problem.Parameters).ToMatrix().SymmetricEigenvalues();
            Assert.All(report.Layers, layer => Assert.True(layer.SmallestEigenvalue >= -1e-14 * whole[^1]));
            Assert.True(whole.Sum() >= 0);
            Assert.Equal(whole.Sum(), report.Layers.Sum(layer => layer.Trace), 1e-10 * whole[^1]);
            negative += whole[0] < -1e-3 * whole[^1] ? 1 : 0;
        }

        Assert.True(negative >= 15, $"Only {negative} of 20 nets had a negative direction across layers.");
    }

    [Fact]
    public void Tanh_with_the_squared_loss_is_the_negative_control()
    {
        // Reference [N]: layer minima -5.9 and -11.8, and a full trace of -3.66: all three signs occur here.
        int hiddenNegative = 0;
        int traceNegative = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            Problem problem = Problem.Random(Problem.Dense(Sizes, new Tanh()), new Squared(), rows: 3, seed, deviation: 0.8);
            double[] targets = [.. problem.Objective.Data.Targets.ToArray().Select(target => 5 * target)];
            problem = problem with
            {
                Objective = new(problem.Objective.CreateNetwork(problem.Parameters), new Squared(), problem.Objective.Regularization, problem.Objective.Data with { Targets = targets }),
            };
            LayerwiseReport report = LayerwiseReport.Create(problem.Objective, problem.Parameters);
            Assert.False(report.IsPromised);
            Assert.True(report.Layers[^1].IsPositiveSemidefinite);
            hiddenNegative += report.Layers[0].SmallestEigenvalue < -0.1 && report.Layers[1].SmallestEigenvalue < -0.1 ? 1 : 0;
            traceNegative += report.Layers.Sum(layer => layer.Trace) < 0 ? 1 : 0;
        }

        Assert.True(hiddenNegative >= 30, $"{hiddenNegative} of 40");
        Assert.True(traceNegative >= 1, $"{traceNegative} of 40");
    }

    [Fact]
    public void Dead_units_leave_a_Hessian_of_zero_below_the_output()
    {
        Problem problem = Problem.Random(Problem.Dense(Sizes, new Relu()), new Squared(), rows: 4, seed: 1);
        problem.Parameters.AsSpan(0, 16).Clear();
        problem.Parameters.AsSpan(12, 4).Fill(-1);
        LayerwiseReport report = LayerwiseReport.Create(problem.Objective, problem.Parameters);
        Assert.Equal(0, report.Layers[0].LargestEigenvalue);
        Assert.Equal(0, report.Layers[0].SmallestEigenvalue);
    }

    [Fact]
    public void Large_blocks_go_through_Lanczos()
    {
        Problem problem = Problem.Random(Problem.Dense([30, 20, 1], new Tanh()), new PolynomialHinge(), rows: 20, seed: 1);
        LayerCheck layer = LayerwiseReport.Create(problem.Objective, problem.Parameters).Layers[0];
        double[] whole = new LayerwiseHessian(problem.Objective, problem.Parameters).Compute()[0].ToMatrix().SymmetricEigenvalues();
        Assert.Equal(whole[0], layer.SmallestEigenvalue, 1e-9 * whole[^1]);
        Assert.Equal(whole[^1], layer.LargestEigenvalue, 1e-9 * whole[^1]);
    }
}
