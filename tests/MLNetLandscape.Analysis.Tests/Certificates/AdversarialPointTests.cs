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

/// <summary>Points and data made to mislead the certifier.</summary>
public sealed class AdversarialPointTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_overflow_of_the_rounding_bound_certifies_nothing(bool twoOutputs)
    {
        // A dead unit of 1e200 on inputs of 1e200 leaves the outputs finite, but its magnitude is infinite, and infinity times the zero behind it is no number.
        int outputs = twoOutputs ? 2 : 1;
        NetworkDefinition definition = Problem.Dense([1, 1, outputs], new Relu());
        Dataset<double> data = new() { Features = new double[] { 1e200, 2e200 }, Targets = new double[] { 0, 1 }, Rows = 2 };
        data = twoOutputs ? data : data with { Targets = new double[] { -1, 1 } };
        NetworkObjective objective = new(
            Network<double>.Create(definition, 1), twoOutputs ? new SoftmaxCrossEntropy() : new PolynomialHinge(), new Regularization(), data);
        double[] parameters = new double[objective.Dimension];
        parameters[0] = -1e200;
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(objective, parameters);
        Assert.Equal(0, certificate.GradientNorm);
        Assert.Equal(twoOutputs ? Math.Log(2) : 1, certificate.Value, 1e-12);
        AssertNotCertified(certificate);
    }

    [Theory]
    [InlineData("batch normalization")]
    [InlineData("residual")]
    [InlineData("layerwise")]
    public void Networks_whose_rounding_is_not_bounded_are_never_certified_and_the_finding_says_so(string kind)
    {
        NetworkDefinition definition = Problem.Dense([1, 1], new Identity());
        definition = kind switch
        {
            "batch normalization" => definition with { Layers = [new BatchNormalization(), .. definition.Layers] },
            "residual" => definition with { Layers = [new ResidualBlock([new Dense(1, new Identity())]), .. definition.Layers] },
            _ => definition with { Layers = [new Dense(1, new Identity()), .. definition.Layers], Neuron = new LayerwiseNeurons() },
        };
        Dataset<double> data = new() { Features = new double[] { -1, 1 }, Targets = new double[] { -1, 1 }, Rows = 2 };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new PolynomialHinge(), new Regularization { Lambda = 0 }, data);
        double[] parameters = FitByDescent(objective);
        Assert.True(objective.Value(parameters) < 1e-7);
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(objective, parameters);
        AssertNotCertified(certificate);
        if (kind != "layerwise")
        {
            Assert.Contains(
                certificate.Findings,
                finding => finding is { Id: "rounding", Kind: FindingKind.Limitation, Message: "The network has layers whose rounding is not bounded here, so no minimum is certified." });
        }
    }

    [Theory]
    [InlineData("hinge")]
    [InlineData("logistic")]
    [InlineData("squared")]
    [InlineData("huber")]
    [InlineData("softmax")]
    [InlineData("one-hot")]
    [InlineData("one-hot softmax")]
    public void No_bound_is_ever_beaten_with_conflicting_labels_weights_and_every_range_of_outputs(string name)
    {
        (Loss loss, int outputs) = name switch
        {
            "hinge" => ((Loss)new PolynomialHinge(), 1),
            "logistic" => (new Logistic(), 1),
            "squared" => (new Squared(), 2),
            "huber" => (new Huber(0.5), 2),
            "softmax" => (new SoftmaxCrossEntropy(), 3),
            "one-hot" => (new OneHotSquared(), 3),
            _ => (new OneHotSquared(true), 3),
        };
        Activation[] ranges = [new Identity(), new Relu(), new Tanh(), new Sigmoid(), new Softplus(), new LeakyRelu(0.1)];
        for (int seed = 0; seed < 12; seed++)
        {
            // Five rows of three distinct inputs: labels conflict. Rows weigh differently, one nothing.
            Problem drawn = Problem.Random(Problem.Dense([2, 6, outputs], new Tanh(), null, ranges[seed % ranges.Length]), loss, rows: 5, seed, 1);
            Dataset<double> data = drawn.Objective.Data;
            double[] features = data.Features.ToArray();
            features.AsSpan(0, 2).CopyTo(features.AsSpan(4));
            features.AsSpan(0, 2).CopyTo(features.AsSpan(6));
            data = data with { Features = features, Weights = new double[] { 1, 2, 0.5, 3, seed % 2 } };
            NetworkObjective objective = new(drawn.Objective.CreateNetwork(drawn.Parameters), loss, new Regularization(), data);
            double[] end = FitByDescent(objective, drawn.Parameters);
            double lowest = objective.Value(end);
            foreach (double[] point in new[] { drawn.Parameters, end })
            {
                StationaryPointCertificate certificate = StationaryPointCertifier.Certify(objective, point);
                Assert.True(certificate.LowerBound <= lowest * (1 + 1e-12), $"seed {seed}: {certificate.LowerBound} above {lowest}");
                Assert.True(!IsCertified(certificate) || certificate.Value <= lowest + certificate.Options.Tolerance, $"seed {seed}");
            }
        }
    }

    [Fact]
    public void A_fit_in_singles_is_judged_in_doubles()
    {
        // In singles 1 - 3e-8 is 1: the margin is met and the loss exactly 0. In doubles it is not, and the certificate says by how much.
        NetworkDefinition definition = Problem.Dense([1, 1], new Identity());
        Dataset<double> data = new() { Features = new double[] { -1, 1 }, Targets = new double[] { -1, 1 }, Rows = 2 };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new PolynomialHinge(), new Regularization(), data);
        double weight = 1 - 2e-8;
        Assert.Equal(1f, (float)weight);
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(objective, [weight, 0]);
        Assert.Equal(Verdict.CertifiedUpToTolerance, certificate.Verdict);
        Assert.InRange(certificate.Gap!.Value, Math.Pow(2e-8, 3), 1e-20);
        AssertNotCertified(StationaryPointCertifier.Certify(objective, [weight, 0], new CertificateOptions { Tolerance = 1e-25 }));
    }

    [Fact]
    public void Rounding_noise_along_a_curved_direction_is_no_proof_of_a_saddle()
    {
        // Two units of 1e13 cancel; what is left of the loss near the point is noise of the order of 1e-3.
        NetworkDefinition definition = Problem.Dense([1, 2, 1], new Tanh());
        Dataset<double> data = new() { Features = new double[] { 1, 2 }, Targets = new double[] { 1, 2 }, Rows = 2 };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new Squared(), new Regularization(), data);
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(
            objective, [0.5, 0.5, 0, 0, 1e13, -1e13, 0], new CertificateOptions { GradientTolerance = 1e30 });
        AssertNotCertified(certificate);
        Assert.True(certificate.Gap > 1e-4);
    }

    private static double[] FitByDescent(NetworkObjective objective, double[]? start = null)
    {
        double[] best = [.. start ?? objective.CreateNetwork(Problem.Random(objective.Definition, objective.Loss, 1, 1, 0.7).Parameters).Parameters.ToArray()];
        double[] point = [.. best];
        double[] gradient = new double[point.Length];
        double lowest = double.PositiveInfinity;
        for (int i = 0; i < 3000; i++)
        {
            double value = objective.Gradient(point, gradient);
            if (value < lowest)
            {
                lowest = value;
                point.CopyTo(best, 0);
            }

            double step = 0.2 / Math.Max(1, Math.Sqrt(gradient.Sum(g => g * g)));
            for (int j = 0; j < point.Length; j++)
            {
                point[j] -= step * gradient[j];
            }
        }

        return best;
    }

    private static bool IsCertified(StationaryPointCertificate certificate) => certificate.Verdict is Verdict.CertifiedGlobalMinimum or Verdict.CertifiedUpToTolerance;

    private static void AssertNotCertified(StationaryPointCertificate certificate) => Assert.False(IsCertified(certificate), certificate.Verdict.ToString());
}
