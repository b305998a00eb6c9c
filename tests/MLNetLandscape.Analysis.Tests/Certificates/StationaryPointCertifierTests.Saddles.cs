using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Tests.Certificates;

/// <content>Plateaus, saddles and critical points.</content>
public sealed partial class StationaryPointCertifierTests
{
    [Fact]
    public void Dead_units_and_plateaus_are_undecided()
    {
        NetworkDefinition definition = Problem.Dense([1, 2, 1], new Relu(), null, new Relu());
        Dataset<double> data = new() { Features = new double[] { -1, 1 }, Targets = new double[] { 1, 2 }, Rows = 2 };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new Squared(), new Regularization(), data);
        StationaryPointCertificate certificate = Certify(new Problem(objective, [1, 1, -5, -5, 1, 1, -1]));
        Assert.Equal(Verdict.Undecided, certificate.Verdict);
        Assert.Equal(0, certificate.GradientNorm);
        Assert.Equal(0, certificate.Curvature!.Largest.Value);
        Assert.Equal(0, certificate.Jacobian!.Rank);
    }

    [Fact]
    public void The_origin_of_a_product_is_a_saddle_and_its_direction_lowers_the_loss()
    {
        NetworkDefinition definition = Problem.Dense([1, 1, 1], new Identity());
        Dataset<double> data = new() { Features = new double[] { -1, 1 }, Targets = new double[] { -1, 1 }, Rows = 2 };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new Squared(), new Regularization(), data);
        foreach (double offset in new[] { 0, 1e-8 })
        {
            StationaryPointCertificate certificate = Certify(new Problem(objective, [offset, 0, -offset, 0]));
            Assert.Equal(Verdict.Saddle, certificate.Verdict);
            Assert.Equal(-1, certificate.Curvature!.Smallest.Value, 1e-6);
            Assert.True(certificate.NegativeCurvature!.Decrease > 0.3);
            Assert.True(certificate.NegativeCurvature.SymmetricDecrease > 0.1);
        }

        Assert.Equal(Verdict.CertifiedUpToTolerance, Certify(new Problem(objective, [2, 0, 0.5, 0])).Verdict);
        Assert.Equal(Verdict.CertifiedUpToTolerance, Certify(new Problem(objective, [-1, 3, -1, 3])).Verdict);
    }

    [Fact]
    public void The_degenerate_saddle_of_three_linear_layers_is_undecided()
    {
        NetworkDefinition definition = Problem.Dense([1, 1, 1, 1], new Identity());
        Dataset<double> data = new() { Features = new double[] { -1, 1 }, Targets = new double[] { -1, 1 }, Rows = 2 };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new Squared(), new Regularization(), data);
        StationaryPointCertificate certificate = Certify(new Problem(objective, new double[6]));
        Assert.Equal(Verdict.Undecided, certificate.Verdict);
        Assert.Equal(0, certificate.LowerBound!.Value, 1e-12);
    }

    [Fact]
    public void Critical_points_of_a_linear_network_are_saddles_but_for_the_global_one()
    {
        // arXiv:1605.07110: loss 1/2 (tr YY' - sum of the eigenvalues taken); the residual of least squares is what no choice removes.
        NetworkDefinition definition = Problem.Dense([2, 2, 2], new Identity());
        Dataset<double> data = new()
        {
            Features = new double[] { 1, 0, -1, 0, 0, 1, 0, -1 },
            Targets = new double[] { 3, 0.1, -3, 0.1, 0, 0.9, 0, -1.1 },
            Rows = 4,
        };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new Squared(), new Regularization(), data);
        Problem global = new(objective, [1, 0, 0, 1, 0, 0, 3, 0, 0, 1, 0, 0]);
        StationaryPointCertificate certificate = Certify(global);
        Assert.Equal(Verdict.CertifiedUpToTolerance, certificate.Verdict);
        Assert.True(certificate.LowerBound > 1e-3);
        Problem half = new(objective, [1, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0]);
        StationaryPointCertificate saddle = Certify(half);
        Assert.Equal(Verdict.Saddle, saddle.Verdict);
    }
}
