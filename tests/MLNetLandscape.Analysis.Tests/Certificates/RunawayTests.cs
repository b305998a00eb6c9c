using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Tests.Certificates;

/// <summary>Neurons on their way to infinity: with a penalty on a, every form has a path on which the outputs stay and the penalty falls.</summary>
public sealed class RunawayTests
{
    /// <summary>Where 2-3-2-2 with a unit in both hidden layers has its scales: W2 (2 x 4) from 12, the second unit's w (4) from 22, W3 (2 x 3) from 27.</summary>
    private static readonly int[] LayerwiseScales = [15, 19, 25, 29, 32];

    [Theory]
    [InlineData(1.0, "moves")]
    [InlineData(1e3, "vanishes")]
    [InlineData(1e5, "vanishes")]
    public void A_monomial_neuron_that_carries_the_fit_is_diverging(double s, string gradient)
    {
        // f = -2 + a (w x)^2 with a = 4 / s^2 and w = s is -2 + 4 x^2 for every s: all margins are met, and only a^2 is left to fall.
        NetworkObjective objective = Hinge(new MonomialNeuron(2));
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(objective, [0, -2, 4 / s / s, s, 0]);
        Assert.Equal(gradient == "vanishes", certificate.GradientNorm <= certificate.Options.GradientTolerance);
        Assert.Equal(18, certificate.BaseLoss!.Value, 1e-9);
        Assert.Equal(Verdict.Diverging, certificate.Verdict);
        Finding reason = Assert.Single(certificate.Findings, finding => finding is { Id: "diverging", Kind: FindingKind.Proof });
        Assert.Contains("a dE/da - (w'dE/dw + b dE/db) / p = lambda a^2", reason.Message, StringComparison.Ordinal);
        Assert.Contains("a c^-p, c w, c b", reason.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(25.0, FindingKind.Proof)]
    [InlineData(2.0, FindingKind.Evidence)]
    public void An_exponential_neuron_that_carries_the_fit_is_diverging_by_proof_unless_an_exponent_is_clamped(double clamp, FindingKind kind)
    {
        // f = -2 + a exp(3 x), which is 2 at x = 1, where the exponent is 3 or clamped.
        NetworkObjective objective = Hinge(new SkipNeuron(clamp), [-1, -1, 1]);
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(objective, [0, -2, 4 / Math.Exp(Math.Min(3, clamp)), 3, 0]);
        Assert.Equal(Verdict.Diverging, certificate.Verdict);
        Assert.Equal(kind, Assert.Single(certificate.Findings, finding => finding.Id == "diverging").Kind);
    }

    [Fact]
    public void A_layerwise_neuron_that_carries_the_fit_is_diverging_and_a_silent_one_is_certified()
    {
        // f = v z + a exp(w x + b) + c of the hidden z = u x + d: [u, d, w, b, v, a, c].
        NetworkObjective carried = Hinge(new LayerwiseNeurons(), [-1, -1, 1], hidden: 1);
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(carried, [0, 0, 3, 0, 0, 4 / Math.Exp(3), -2]);
        Assert.Equal(Verdict.Diverging, certificate.Verdict);
        Finding reason = Assert.Single(certificate.Findings, finding => finding is { Id: "diverging", Kind: FindingKind.Proof });
        Assert.Contains("sum (a dE/da - dE/db) = lambda L sum a^(2L)", reason.Message, StringComparison.Ordinal);

        NetworkObjective fitted = Hinge(new LayerwiseNeurons(), [-1, 1, 1], hidden: 1);
        Assert.Equal(Verdict.CertifiedGlobalMinimum, StationaryPointCertifier.Certify(fitted, [1, 0, 3, 0, 3, 0, 1.5]).Verdict);
        Assert.NotEqual(Verdict.CertifiedGlobalMinimum, StationaryPointCertifier.Certify(fitted, [1, 0, 3, 0, 3, 1e-9, 1.5]).Verdict);
    }

    [Theory]
    [InlineData(10.0)]
    [InlineData(20.0)]
    public void A_loss_factor_beside_a_positive_loss_is_diverging(double b)
    {
        NetworkObjective objective = Hinge(new LossFactorNeuron());
        (double[] point, double loss) = FactorAtItsLeast(objective, b);
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(objective, point);
        Assert.InRange(loss, 0.5, 1);
        Assert.Equal(loss, certificate.Value, 1e-6);
        Assert.Equal(Verdict.Diverging, certificate.Verdict);
        Finding reason = Assert.Single(certificate.Findings, finding => finding is { Id: "diverging", Kind: FindingKind.Proof });
        Assert.Contains("a dE/da - dE/db = 2 lambda a^2", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_factor_whose_gradient_remains_is_not_stationary_and_a_clamped_one_not_diverging()
    {
        NetworkObjective objective = Hinge(new LossFactorNeuron());
        Assert.Equal(Verdict.NotStationary, StationaryPointCertifier.Certify(objective, FactorAtItsLeast(objective, 0).Point).Verdict);

        // Beyond the clamp e^b is constant, and with it goes the path.
        (double[] point, _) = FactorAtItsLeast(objective, 25);
        point[^1] = 26;
        Assert.NotEqual(Verdict.Diverging, StationaryPointCertifier.Certify(objective, point).Verdict);
    }

    [Fact]
    public void An_unbounded_rounding_is_not_printed_as_an_infinite_gap()
    {
        // The base network fits, so nothing is carried, but the rounding of a monomial that is not silent has no bound here.
        NetworkObjective objective = Hinge(new MonomialNeuron(2), [-1, 1, 1]);
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(objective, [3, 1.5, 1e-9, 0, 0]);
        Assert.Equal(Verdict.Undecided, certificate.Verdict);
        Assert.DoesNotContain(certificate.Findings, finding => finding.Message.Contains("Infinity", StringComparison.Ordinal));
        Assert.Contains(certificate.Findings, finding => finding.Id == "undecided" && finding.Message.Contains("rounding is not bounded", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("skip")]
    [InlineData("monomial")]
    [InlineData("loss factor")]
    [InlineData("layerwise")]
    public void The_identities_hold_at_every_point_by_finite_differences_of_the_value(string form)
    {
        NeuronDefinition neuron = form switch
        {
            "skip" => new SkipNeuron(),
            "monomial" => new MonomialNeuron(3),
            "layerwise" => new LayerwiseNeurons(),
            _ => new LossFactorNeuron(),
        };
        for (int seed = 0; seed < 10; seed++)
        {
            Problem problem = Problem.Random(
                Problem.Dense([2, 3, 2, 2], new Tanh(), neuron), new Squared(), rows: 5, seed, 0.5, new Regularization { Lambda = 0.3, L1 = 0.02, L2 = 0.07 });
            double[] point = problem.Parameters;
            double[] differences = [.. Enumerable.Range(0, point.Length).Select(i => (At(i, 1e-5) - At(i, -1e-5)) / 2e-5)];
            NeuronIdentity identity = NeuronIdentity.Of(problem.Objective, point, differences)!;
            double scales = form switch
            {
                "loss factor" => 2 * point[^2] * point[^2],
                "layerwise" => 2 * LayerwiseScales.Sum(i => Math.Pow(point[i], 4)),
                _ => (point[^8] * point[^8]) + (point[^7] * point[^7]),
            };
            Assert.Equal(0.3 * scales, identity.Right, 1e-12);
            Assert.Equal(identity.Right, identity.Left, 1e-6);

            double At(int index, double step)
            {
                double[] moved = [.. point];
                moved[index] += step;
                return problem.Objective.Value(moved);
            }
        }
    }

    private static NetworkObjective Hinge(NeuronDefinition neuron, double[]? labels = null, int hidden = 0) => new(
        Network<double>.Create(Problem.Dense(hidden == 0 ? [1, 1] : [1, hidden, 1], new Identity(), neuron), 1),
        new PolynomialHinge(),
        new Regularization { Lambda = 0.1 },
        new Dataset<double> { Features = new double[] { -1, 0, 1 }, Targets = labels ?? [1, -1, 1], Rows = 3 });

    /// <summary>The base network at its minimum, where w = 0, and a at its least for b: L e^b / (L e^(2b) + lambda), by Sohl-Dickstein and Kawaguchi 2019, arXiv:1901.03909.</summary>
    private static (double[] Point, double Loss) FactorAtItsLeast(NetworkObjective objective, double b)
    {
        // The mean of 2 (1 - c)^3 and (1 + c)^3 over three rows is least where 2 (1 - c)^2 = (1 + c)^2.
        double c = 3 - Math.Sqrt(8);
        double loss = ((2 * Math.Pow(1 - c, 3)) + Math.Pow(1 + c, 3)) / 3;
        double a = loss * Math.Exp(b) / ((loss * Math.Exp(2 * b)) + objective.Regularization.Lambda);
        return ([0, c, a, b], loss);
    }
}
