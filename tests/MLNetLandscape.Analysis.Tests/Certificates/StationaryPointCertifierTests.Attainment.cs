using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Tests.Certificates;

/// <content>Losses that a finite point attains, or only approaches.</content>
public sealed partial class StationaryPointCertifierTests
{
    [Fact]
    public void Conflicting_labels_of_one_input_are_certified_at_their_common_minimum_and_nowhere_else()
    {
        Problem at = OneInput([1, 1, -1], 3 - Math.Sqrt(8));
        StationaryPointCertificate certificate = Certify(at);
        Assert.Equal(Verdict.CertifiedUpToTolerance, certificate.Verdict);
        Assert.Equal(2.745 / 3, certificate.Value, 1e-3);
        Assert.Equal(certificate.Value, certificate.LowerBound!.Value, 1e-9);
        foreach (double theta in new[] { 0.18, 0.16, 0, 1, -1, 1e6 })
        {
            AssertNotCertified(Certify(OneInput([1, 1, -1], theta)));
        }
    }

    [Fact]
    public void Met_margins_are_a_global_minimum_exactly()
    {
        StationaryPointCertificate certificate = Certify(Linear([2], 0, [-1, 2, 3], [-1, 1, 1]));
        Assert.Equal(Verdict.CertifiedGlobalMinimum, certificate.Verdict);
        Assert.Equal(0, certificate.Gap);
        Assert.Equal(0, certificate.Value);
        Assert.Contains(certificate.Findings, finding => finding is { Id: "certificate", Kind: FindingKind.Proof });
    }

    [Fact]
    public void A_margin_met_within_rounding_only_is_certified_up_to_the_tolerance_only()
    {
        Assert.Equal(Verdict.CertifiedUpToTolerance, Certify(Linear([1], 0, [-1, 1], [-1, 1])).Verdict);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_saturated_tanh_with_margin_1_is_not_a_minimum_although_its_loss_computes_to_zero(bool neuron)
    {
        Problem point = Linear([1000], 0, [-1, 1], [-1, 1], new Tanh(), neuron ? new SkipNeuron() : null);
        StationaryPointCertificate certificate = Certify(point);
        Assert.Equal(0, certificate.Value);
        Assert.Equal(0, certificate.GradientNorm);
        AssertNotCertified(certificate);
        Assert.Contains(certificate.Findings, finding => finding.Id == "infimum");
    }

    [Fact]
    public void A_saturated_sigmoid_does_not_reach_its_targets()
    {
        Problem point = Linear([1000], 0, [-1, 1], [0, 1], new Sigmoid(), null, new Squared());
        Assert.Equal(0, point.Objective.Value(point.Parameters));
        AssertNotCertified(Certify(point));
    }

    [Fact]
    public void A_loss_that_underflows_to_zero_without_attaining_it_is_on_the_way_to_infinity()
    {
        StationaryPointCertificate certificate = Certify(Linear([5000], 0, [-1, 1], [-1, 1], null, null, new Logistic()));
        Assert.Equal(0, certificate.Value);
        Assert.Equal(Verdict.Diverging, certificate.Verdict);
        AssertNotCertified(certificate);
        NetworkDefinition definition = Problem.Dense([1, 2], new Identity());
        Dataset<double> data = new() { Features = new double[] { -1, 1 }, Targets = new double[] { 0, 1 }, Rows = 2 };
        NetworkObjective softmax = new(Network<double>.Create(definition, 1), new SoftmaxCrossEntropy(), new Regularization(), data);
        Assert.Equal(Verdict.Diverging, Certify(new Problem(softmax, [-4000, 4000, 0, 0])).Verdict);
    }

    [Fact]
    public void Soft_labels_by_duplicates_are_certified_for_softmax()
    {
        NetworkDefinition definition = Problem.Dense([1, 2], new Identity());
        Dataset<double> data = new() { Features = new double[] { 1, 1, 1 }, Targets = new double[] { 0, 1, 1 }, Rows = 3 };
        NetworkObjective softmax = new(Network<double>.Create(definition, 1), new SoftmaxCrossEntropy(), new Regularization(), data);
        StationaryPointCertificate certificate = Certify(new Problem(softmax, [0, 0, 0, Math.Log(2)]));
        Assert.Equal(Verdict.CertifiedUpToTolerance, certificate.Verdict);
        Assert.Equal((Math.Log(3) + (2 * Math.Log(1.5))) / 3, certificate.Value, 1e-12);
        AssertNotCertified(Certify(new Problem(softmax, [0, 0, 0, 0.68])));
    }

    [Fact]
    public void The_minimum_of_a_logistic_loss_that_no_line_separates_is_not_called_diverging()
    {
        // +, -, + at -1, 0, 1: symmetric, so w = 0, and b = log(2 / 1) is where the slopes of two against one cancel.
        StationaryPointCertificate certificate = Certify(Linear([0], Math.Log(2), [-1, 0, 1], [1, -1, 1], loss: new Logistic()));
        Assert.True(certificate.GradientNorm < 1e-12);
        Assert.Equal(Verdict.Undecided, certificate.Verdict);
    }

    [Theory]
    [InlineData(false, 0, Verdict.Diverging)]
    [InlineData(true, 0, Verdict.Diverging)]
    [InlineData(true, 1e-9, Verdict.Undecided)]
    public void A_logistic_loss_diverges_where_the_network_separates_without_the_neuron_and_without_a_penalty(bool hasNeuron, double l2, Verdict verdict)
    {
        NetworkObjective free = Linear([0], 0, [-1, 1], [-1, 1], neuron: hasNeuron ? new SkipNeuron() : null, loss: new Logistic()).Objective;
        double[] point = new double[free.Dimension];
        point[0] = 12;
        NetworkObjective objective = new(free.CreateNetwork(point), free.Loss, new Regularization { Lambda = 0.2, L2 = l2 }, free.Data);
        Assert.Equal(verdict, Certify(new Problem(objective, point), new CertificateOptions { Tolerance = 1e-12, GradientTolerance = 1e-4 }).Verdict);
    }
}
