using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Tests.Certificates;

/// <summary>Gradients above the tolerance against which no step lowers the objective.</summary>
public sealed class SlopeTests
{
    [Fact]
    public void No_kink_is_claimed_of_a_smooth_network_but_the_rounding_that_hides_its_descent()
    {
        int hidden = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            Problem problem = Problem.Random(Problem.Dense([3, 3, 1], new Tanh()), new Squared(), rows: 30, seed, 1, new Regularization { L2 = 0.05 });
            double[] point = new LimitedMemoryBfgs { MaximumIterations = 5000 }.Minimize(problem.Objective, problem.Parameters, CancellationToken.None).Parameters;
            RandomSource random = new RandomSource(seed).Split(RandomPurpose.Data, 1);
            double[] noise = Problem.Normal(ref random, point.Length, 1e-6);
            StationaryPointCertificate certificate = StationaryPointCertifier.Certify(
                problem.Objective, [.. point.Zip(noise, (p, n) => p + n)], new CertificateOptions { LargestJacobian = 0 });
            Assert.DoesNotContain(certificate.Findings, finding => finding.Message.Contains("kink", StringComparison.Ordinal));
            foreach (Finding finding in certificate.Findings.Where(finding => finding is { Id: "slope", Kind: FindingKind.Limitation }))
            {
                hidden++;
                Assert.Equal(Verdict.Undecided, certificate.Verdict);
                Assert.True(finding.Message.Contains("|g|^2 / (2 k)", StringComparison.Ordinal), finding.Message);
                Assert.Contains("than the rounding of the values", finding.Message, StringComparison.Ordinal);
            }
        }

        Assert.True(hidden > 0);
    }

    [Fact]
    public void The_kink_of_an_L1_penalty_is_named()
    {
        // Along w: (w - 0.05)^2 / 2 + 0.1 |w|, least at w = 0; right of it the slope is 0.05, and every step against it leads up on the other side.
        NetworkDefinition definition = Problem.Dense([1, 1], new Identity());
        Dataset<double> data = new() { Features = new double[] { -1, 1 }, Targets = new double[] { -0.05, 0.05 }, Rows = 2 };
        NetworkObjective objective = new(Network<double>.Create(definition, 1), new Squared(), new Regularization { L1 = 0.1 }, data);
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(objective, [1e-14, 0]);
        Assert.Equal(0.05, certificate.GradientNorm, 1e-9);
        Assert.Equal(Verdict.Undecided, certificate.Verdict);
        Assert.Contains(certificate.Findings, finding => finding is { Id: "slope", Kind: FindingKind.Limitation }
            && finding.Message.Contains("kink", StringComparison.Ordinal) && finding.Message.Contains("the L1 penalty", StringComparison.Ordinal));
    }

    [Fact]
    public void The_step_that_the_curvature_calls_for_is_tried_however_short()
    {
        // 1e10 x^2 / 2 at x = 1e-15: the gradient is 1e-5, and the minimum nearer than any power of 2 that is tried.
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(new Ravine(), [1e-15, 0]);
        Assert.Equal(Verdict.NotStationary, certificate.Verdict);
        Assert.Contains(certificate.Findings, finding => finding is { Id: "slope", Kind: FindingKind.Proof }
            && finding.Message.StartsWith("A step of length 1E-15 against the gradient lowers the objective by 5E-21", StringComparison.Ordinal));
    }

    /// <summary>(1e10 x^2 + y^2) / 2.</summary>
    private sealed class Ravine : IObjective
    {
        public int Dimension => 2;

        public double Value(ReadOnlySpan<double> parameters) => ((1e10 * parameters[0] * parameters[0]) + (parameters[1] * parameters[1])) / 2;

        public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
        {
            (gradient[0], gradient[1]) = (1e10 * parameters[0], parameters[1]);
            return Value(parameters);
        }

        public void HessianVectorProduct(ReadOnlySpan<double> parameters, ReadOnlySpan<double> vector, Span<double> product) =>
            (product[0], product[1]) = (1e10 * vector[0], vector[1]);

        public IObjective Fork() => new Ravine();
    }
}
