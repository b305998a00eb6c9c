using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Tests.Certificates;

/// <summary>Rows of weight 0, and rows whose inputs are equal numbers of different bits.</summary>
public sealed class RowTests
{
    [Fact]
    public void Rows_of_weight_0_are_neither_counted_nor_part_of_the_Jacobian()
    {
        Problem problem = Problem.Random(Problem.Dense([2, 3, 1], new Tanh()), new Squared(), rows: 20, seed: 3);
        Dataset<double> data = problem.Objective.Data;
        NetworkObjective weighted = new(
            problem.Objective.CreateNetwork(problem.Parameters),
            new Squared(),
            new Regularization(),
            data with { Weights = Enumerable.Range(0, 20).Select(row => row % 4 == 1 ? 0.0 : 2.0).ToArray() });
        NetworkObjective left = new(
            problem.Objective.CreateNetwork(problem.Parameters), new Squared(), new Regularization(), data.Select([.. Enumerable.Range(0, 20).Where(row => row % 4 != 1)]));
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(weighted, problem.Parameters, new CertificateOptions { LargestJacobian = 15 });
        StationaryPointCertificate expected = StationaryPointCertifier.Certify(left, problem.Parameters);
        string grouped = Assert.Single(certificate.Findings, finding => finding.Id == "grouped-derivative").Message;
        Assert.StartsWith("15 distinct inputs (0 rows repeat one, 5 of weight 0 do not count); the largest grouped derivative |sum of w dl/df| / W, of total weight W = 30, is ", grouped, StringComparison.Ordinal);
        Assert.Equal((15, 13), (certificate.Jacobian!.Rows, certificate.Jacobian.Columns));
        Assert.Equal(expected.Jacobian!.Rank, certificate.Jacobian.Rank);
        Assert.Equal(expected.Jacobian.LargestSingularValue, certificate.Jacobian.LargestSingularValue, 1e-12);
        Assert.Equal(expected.Jacobian.ResidualNorm, certificate.Jacobian.ResidualNorm, 1e-12);
        Assert.Equal(expected.Jacobian.GradientNorm, certificate.Jacobian.GradientNorm, 1e-12);
    }

    [Fact]
    public void A_row_of_weight_0_does_not_spoil_full_rank()
    {
        // Rows 0 and 5 are one input; without the weight of one of them the rest is of full rank.
        Problem problem = Problem.Random(Problem.Dense([3, 6, 1], new Tanh()), new Squared(), rows: 5, seed: 3);
        NetworkObjective doubled = new(
            problem.Objective.CreateNetwork(problem.Parameters),
            new Squared(),
            new Regularization(),
            problem.Objective.Data.Select([0, 1, 2, 3, 4, 0]) with { Weights = new double[] { 1, 1, 1, 1, 1, 0 } });
        JacobianRank rank = StationaryPointCertifier.Certify(doubled, problem.Parameters).Jacobian!;
        Assert.Equal((5, 5), (rank.Rows, rank.Rank));
        Assert.True(double.IsFinite(rank.ResidualBound));
    }

    [Fact]
    public void Zero_and_minus_zero_are_one_input()
    {
        NetworkDefinition definition = Problem.Dense([1, 1], new Identity());
        Dataset<double> data = new() { Features = new double[] { 0.0, -0.0 }, Targets = new double[] { 1, -1 }, Rows = 2 };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new Squared(), new Regularization(), data);
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(objective, [0, 0]);
        Assert.Equal(0.5, certificate.LowerBound!.Value, 1e-9);
        Assert.Equal(0, certificate.LargestGroupedDerivative);
        Assert.Equal(Verdict.CertifiedUpToTolerance, certificate.Verdict);
    }
}
