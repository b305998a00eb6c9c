using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Tests.Certificates;

/// <summary>Points that are what they seem, and many more that are not: no verdict may certify those.</summary>
public sealed partial class StationaryPointCertifierTests
{
    [Theory]
    [InlineData(0, 2.752, 2.789, 0.100, 0, 0, 0.10, Verdict.NotStationary)]
    [InlineData(10_000, 0.032, 25.5, 0.780, 1.06, -1.67, 12.0, Verdict.Diverging)]
    [InlineData(1_000_000, 0.0003, 23.5, 0.071, 3.46, -2.08, 18.1, Verdict.Diverging)]
    public void The_failure_table_of_the_vanishing_scale_is_reproduced_and_never_certified(
        int steps, double value, double baseLoss, double a, double b, double w, double largest, Verdict verdict)
    {
        double[] labels = [1, 1, -1];
        (double theta, double scale, double bias, double weight) = FailureMode.Descend(labels, 1e-3, steps);
        Assert.Equal(a, scale, 0.006 * Math.Abs(a) + 1e-12);
        Assert.Equal(b, bias, 0.006);
        Assert.Equal(w, weight, 0.006);
        Problem point = FailureMode.Point(labels, theta, scale, bias, weight);
        foreach (double tolerance in new[] { 1e-6, 1e-3, 0.1 })
        {
            StationaryPointCertificate certificate = Certify(point, new CertificateOptions { Tolerance = tolerance });
            Assert.Equal(verdict, certificate.Verdict);
            Assert.Equal(value, 3 * certificate.Value, 0.02 * value + 0.00005);
            Assert.Equal(baseLoss, 3 * certificate.BaseLoss!.Value, 0.005 * baseLoss);
            Assert.Equal(largest, certificate.Neuron!.LargestTerm, 0.01 * largest);
        }
    }

    [Fact]
    public void The_realizable_contrast_is_certified()
    {
        double[] labels = [1, 1, 1];
        (double theta, double a, double b, double w) = FailureMode.Descend(labels, 1e-2, 100_000);
        Assert.Equal(2.5e-6, a, 0.1e-6);
        StationaryPointCertificate certificate = Certify(FailureMode.Point(labels, theta, a, b, w));
        Assert.Equal(Verdict.CertifiedUpToTolerance, certificate.Verdict);
        Assert.True(certificate.Gap < 1e-8);
    }

    [Fact]
    public void The_minimum_of_the_base_network_is_not_one_with_the_neuron()
    {
        StationaryPointCertificate certificate = Certify(FailureMode.Point([1, 1, -1], Math.Sqrt(8) * -1 + 3, 0, 0, 0));
        Assert.Equal(2.745, 3 * certificate.Value, 0.001);
        Assert.Equal(0, certificate.LowerBound);
        AssertNotCertified(certificate);
        Assert.True(certificate.LargestGroupedDerivative > 0.1);
    }

    [Fact]
    public void Interpolation_is_certified_at_every_scale_but_not_on_cancelled_digits()
    {
        NetworkDefinition definition = Problem.Dense([1, 2, 1], new Relu());
        Dataset<double> data = new() { Features = new double[] { 1, 2 }, Targets = new double[] { 1, 2 }, Rows = 2 };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new Squared(), new Regularization(), data);
        foreach (double scale in new[] { 1, 1e6, 1e-6 })
        {
            Assert.Equal(Verdict.CertifiedUpToTolerance, Certify(new Problem(objective, [scale, 0, 0, 0, 1 / scale, 0, 0])).Verdict);
        }

        // Two units of 1e13 that cancel: the computed loss is 0, and the digits behind it are not there.
        Problem cancelled = new(objective, [1, 1, 0, 0, 1e13 + 1, -1e13, 0]);
        Assert.Equal(0, cancelled.Objective.Value(cancelled.Parameters));
        AssertNotCertified(Certify(cancelled));
    }

    [Fact]
    public void A_tiny_gradient_by_scaled_parameters_does_not_certify()
    {
        NetworkDefinition definition = Problem.Dense([1, 1, 1], new Tanh());
        Dataset<double> data = new() { Features = new double[] { -1, 1 }, Targets = new double[] { -1, 1 }, Rows = 2 };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new PolynomialHinge(), new Regularization(), data);
        StationaryPointCertificate certificate = Certify(new Problem(objective, [-1000, 0, 1e-9, 0]));
        AssertNotCertified(certificate);
    }

    [Fact]
    public void A_scale_of_a_neuron_beyond_the_tolerance_is_not_certified_although_the_base_network_is_perfect()
    {
        Problem point = Linear([3], 0, [-1, 1], [-1, 1], null, new SkipNeuron(), null, 1);
        point.Parameters[2] = 0.01;
        AssertNotCertified(Certify(point));
        point.Parameters[2] = 1e-5;
        Assert.Equal(Verdict.CertifiedUpToTolerance, Certify(point).Verdict);
        point.Parameters[2] = 0;
        Assert.Equal(Verdict.CertifiedGlobalMinimum, Certify(point).Verdict);
    }

    [Fact]
    public void A_penalty_on_weights_keeps_a_perfect_fit_from_being_certified()
    {
        NetworkObjective perfect = Linear([2], 0, [-1, 2], [-1, 1]).Objective;
        NetworkObjective penalised = new(perfect.CreateNetwork([2, 0]), perfect.Loss, new Regularization { L2 = 0.1 }, perfect.Data);
        AssertNotCertified(Certify(new Problem(penalised, [2, 0])));
    }

    [Fact]
    public void A_loss_factor_at_zero_loss_is_certified_and_at_a_positive_one_is_not()
    {
        Problem fitted = Linear([2], 0, [-1, 2], [-1, 1], null, new LossFactorNeuron());
        fitted.Parameters.AsSpan(2).Clear();
        Assert.Equal(Verdict.CertifiedGlobalMinimum, Certify(fitted).Verdict);
        fitted.Parameters[0] = -0.5;
        AssertNotCertified(Certify(fitted));
    }

    [Fact]
    public void A_convolutional_network_is_certified_too()
    {
        NetworkDefinition definition = new()
        {
            Input = new Shape(1, 2, 2),
            Layers = [new Convolution2D(1, 2, 2, new Relu()), new Flatten(), new Dense(1, new Identity())],
        };
        Dataset<double> data = new() { Features = new double[] { 1, 1, 1, 1, -1, -1, -1, -1 }, Targets = new double[] { 1, -1 }, Rows = 2 };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new PolynomialHinge(), new Regularization(), data);
        Assert.Equal(Verdict.CertifiedGlobalMinimum, Certify(new Problem(objective, [1, 1, 1, 1, 0, 1, -2])).Verdict);
        AssertNotCertified(Certify(new Problem(objective, [1, 1, 1, 1, 0, 0.1, -2])));
    }

    [Fact]
    public void What_is_certified_is_never_beaten_and_what_is_beaten_is_never_certified()
    {
        int certified = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            Problem problem = Problem.Random(
                Problem.Dense([2, 4, 1], seed % 2 == 0 ? new Relu() : new Tanh(), seed % 3 == 0 ? new SkipNeuron() : null), new PolynomialHinge(), rows: 5, seed);
            double[] point = [.. problem.Parameters];
            double[] gradient = new double[point.Length];
            double lowest = double.PositiveInfinity;
            for (int i = 0; i < 3000; i++)
            {
                lowest = Math.Min(lowest, problem.Objective.Gradient(point, gradient));
                double step = 0.1 / Math.Max(1, Math.Sqrt(gradient.Sum(g => g * g)));
                for (int j = 0; j < point.Length; j++)
                {
                    point[j] -= step * gradient[j];
                }
            }

            StationaryPointCertificate start = Certify(problem);
            Assert.True(start.Verdict is not (Verdict.CertifiedGlobalMinimum or Verdict.CertifiedUpToTolerance) || start.Value <= lowest + start.Options.Tolerance);
            StationaryPointCertificate end = Certify(problem with { Parameters = point });
            certified += end.Verdict is Verdict.CertifiedGlobalMinimum or Verdict.CertifiedUpToTolerance ? 1 : 0;
            Assert.True(end.LowerBound <= lowest + 1e-12);
        }

        Assert.True(certified > 0);
    }

    private static Problem OneInput(double[] labels, double theta)
    {
        Dataset<double> data = new() { Features = new double[labels.Length], Targets = labels, Rows = labels.Length };
        NetworkObjective objective = new(Network<double>.Create(Problem.Dense([1, 1], new Identity()), 1), new PolynomialHinge(), new Regularization(), data);
        return new Problem(objective, [0, theta]);
    }

    [Fact]
    public void Says_the_value_and_that_it_is_the_same_when_computed_again()
    {
        // Half the mean of 1 and 4.
        StationaryPointCertificate certificate = Certify(Linear([0], 0, [1, 2], [1, 2], loss: new Squared()));
        Assert.Contains(certificate.Findings, finding => finding is { Id: "deterministic", Kind: FindingKind.Measurement });
        Assert.Contains(certificate.Findings, finding => finding is { Id: "value", Kind: FindingKind.Measurement, Message: "The objective is 1.25." });
    }

    [Fact]
    public void A_Jacobian_of_full_row_rank_bounds_the_residual()
    {
        // J = (1 1; 2 1) has J'J = (5 3; 3 2) with eigenvalues (7 +- sqrt 45) / 2; u = -(1, 2) / 2 and J'u = -(5, 3) / 2.
        double smallest = Math.Sqrt((7 - Math.Sqrt(45)) / 2);
        StationaryPointCertificate certificate = Certify(Linear([0], 0, [1, 2], [1, 2], loss: new Squared()));
        Assert.Equal(Math.Sqrt(34) / 2 / smallest, certificate.Jacobian!.ResidualBound, 1e-10);
        Assert.Equal(
            "The Jacobian (2 x 2) has rank 2 and singular values from 0.382 to 2.62; ||residual derivatives|| = 1.12 <= ||gradient|| / smallest = 7.63.",
            Assert.Single(certificate.Findings, finding => finding.Id == "jacobian").Message);
    }

    [Fact]
    public void A_Jacobian_of_more_rows_than_parameters_bounds_nothing()
    {
        // J'J = (14 6; 6 3) has the eigenvalue (17 + sqrt 265) / 2; u = (1, 2, 3) / 3.
        StationaryPointCertificate certificate = Certify(Linear([1], 0, [1, 2, 3], [0, 0, 0], loss: new Squared()));
        Assert.Equal(double.PositiveInfinity, certificate.Jacobian!.ResidualBound);
        Assert.Equal(
            "The Jacobian (3 x 2) has rank 2 and a largest singular value of 4.08; its rank is below its rows, so the gradient bounds no residual: ||residual derivatives|| = 1.25.",
            Assert.Single(certificate.Findings, finding => finding.Id == "jacobian").Message);
    }

    [Fact]
    public void A_Jacobian_that_overflows_has_no_rank()
    {
        // f = v (w x) + c with v = x = 2^600: df/dw = 2^1200 is beyond double's range; f, the target and so all derivatives of the loss are 0.
        Dataset<double> data = new() { Features = new[] { Math.ScaleB(1, 600) }, Targets = new double[] { 0 }, Rows = 1 };
        NetworkObjective objective = new(Network<double>.Create(Problem.Dense([1, 1, 1], new Relu()), 1), new Squared(), new Regularization(), data);
        StationaryPointCertificate certificate = Certify(new Problem(objective, [Math.ScaleB(1, -1000), 0, Math.ScaleB(1, 600), -Math.ScaleB(1, 200)]));
        Assert.Null(certificate.Jacobian);
        Assert.Contains(
            certificate.Findings,
            finding => finding is { Id: "jacobian", Kind: FindingKind.Limitation, Message: "The Jacobian overflows at this point: it has no rank to speak of." });
    }

    [Theory]
    [InlineData(false, 0, "")]
    [InlineData(true, 0, "the clamp of the exponents")]
    [InlineData(true, 0.1, "the L1 penalty, the clamp of the exponents")]
    public void Kinks_are_named_by_what_causes_them(bool isClamped, double l1, string expected)
    {
        NetworkObjective smooth = Linear([1], 0, [1], [1], new Tanh(), new SkipNeuron()).Objective;
        NetworkObjective objective = new(smooth.CreateNetwork(new double[smooth.Dimension]), smooth.Loss, new Regularization { L1 = l1 }, smooth.Data);
        Assert.Equal(expected, string.Join(", ", Kinks.Of(objective, isClamped)));
    }

    private static Problem Linear(
        double[] weights, double bias, double[] x, double[] y, Activation? output = null, NeuronDefinition? neuron = null, Loss? loss = null, double lambda = 0.2)
    {
        NetworkDefinition definition = Problem.Dense([weights.Length, 1], new Identity(), neuron, output);
        Dataset<double> data = new() { Features = x, Targets = y, Rows = y.Length };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), loss ?? new PolynomialHinge(), new Regularization { Lambda = lambda }, data);
        double[] parameters = new double[objective.Dimension];
        weights.CopyTo(parameters, 0);
        parameters[weights.Length] = bias;
        return new Problem(objective, parameters);
    }

    private static StationaryPointCertificate Certify(Problem problem, CertificateOptions? options = null) =>
        StationaryPointCertifier.Certify(problem.Objective, problem.Parameters, options);

    private static void AssertNotCertified(StationaryPointCertificate certificate) =>
        Assert.DoesNotContain(certificate.Verdict, new[] { Verdict.CertifiedGlobalMinimum, Verdict.CertifiedUpToTolerance });
}
