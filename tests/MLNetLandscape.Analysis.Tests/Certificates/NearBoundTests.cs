using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Tests.Certificates;

/// <summary>Points next to a minimum, whose Hessian has slightly negative eigenvalues all the same.</summary>
public sealed class NearBoundTests
{
    [Theory]
    [InlineData("residual")]
    [InlineData("batch normalization")]
    [InlineData("layerwise")]
    public void A_fit_within_the_tolerance_of_the_bound_is_no_saddle(string kind)
    {
        // The residuals that L-BFGS leaves bend the objective as much as they are large: eigenvalues of -1e-9 at values of 1e-14 that cannot fall below 0.
        NetworkDefinition definition = Definition(kind);
        int fitted = 0;
        for (int seed = 0; seed < 12; seed++)
        {
            Problem problem = Problem.Random(definition, seed % 2 == 0 ? new PolynomialHinge() : new Squared(), rows: 8, seed);
            double[] point = new LimitedMemoryBfgs { MaximumIterations = 5000 }
                .Minimize(problem.Objective, problem.Parameters, CancellationToken.None).Parameters;
            StationaryPointCertificate certificate = StationaryPointCertifier.Certify(problem.Objective, point, new CertificateOptions { LargestJacobian = 0 });
            if (certificate.Value - certificate.LowerBound <= certificate.Options.Tolerance)
            {
                fitted++;
                Assert.True(certificate.Verdict != Verdict.Saddle, $"seed {seed}: {certificate.Findings[^1].Message}");
            }
        }

        Assert.True(fitted >= 4, $"{fitted} of 12 fits");
    }

    [Fact]
    public void A_value_at_the_bound_without_bounded_rounding_is_undecided_and_the_reason_says_why()
    {
        NetworkDefinition definition = new()
        {
            Input = Shape.Vector(1),
            Layers = [new Dense(1, new Identity()), new ResidualBlock([new Dense(1, new Identity()), new Dense(1, new Identity())])],
        };
        NetworkObjective objective = new(
            Network<double>.Create(definition, 1),
            new Squared(),
            new Regularization(),
            new Core.Data.Dataset<double> { Features = new double[] { -1, 1 }, Targets = new double[] { -1, 1 }, Rows = 2 });

        // h = x (1 + 1e-9), and the body's two weights are 0: their product bends the objective by plus and minus the residual of 1e-9.
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(objective, [1 + 1e-9, 0, 0, 0, 0, 0]);
        Assert.Equal(-1e-9, certificate.Curvature!.Smallest.Value, 1e-12);
        Assert.Equal(Verdict.Undecided, certificate.Verdict);
        Assert.Equal(0, certificate.LowerBound);
        Assert.Contains(certificate.Findings, finding => finding is { Id: "negative-curvature", Kind: FindingKind.Limitation }
            && finding.Message.Contains("the value exceeds the lower bound 0 by only 5E-19, within the tolerance 1E-06", StringComparison.Ordinal));
        Assert.Contains(certificate.Findings, finding => finding is { Id: "undecided" } && finding.Message.Contains("rounding is not bounded", StringComparison.Ordinal));
        Assert.DoesNotContain(certificate.Findings, finding => finding.Id == "undecided" && finding.Message.Contains("more than the tolerance", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bend_that_the_remaining_gradient_explains_is_no_saddle()
    {
        // F = x^2/2 - e y^2/2 + y^4 has minima at y = +-sqrt(e)/2. Within y^2 < e/12 it bends down, and by less than the slope there reaches.
        const double E = 1e-5;
        StationaryPointCertificate near = StationaryPointCertifier.Certify(new Well(E), [0, 0.9 * Math.Sqrt(E / 12)]);
        Assert.True(near.Curvature!.Smallest.Value < -1e-6);
        Assert.InRange(near.GradientNorm, 1e-9, 1e-7);
        Assert.Equal(Verdict.Undecided, near.Verdict);

        // At y = 0 nothing explains it, and next to it only a slope that is small against the bend.
        Assert.Equal(Verdict.Saddle, StationaryPointCertifier.Certify(new Well(E), [0, 0]).Verdict);
        Assert.Equal(Verdict.Saddle, StationaryPointCertifier.Certify(new Well(E), [0, 0.01 * Math.Sqrt(E)]).Verdict);
    }

    private static NetworkDefinition Definition(string kind) => new()
    {
        Input = Shape.Vector(2),
        Layers = kind switch
        {
            "residual" => [new Dense(4, new Tanh()), new ResidualBlock([new Dense(4, new Tanh())]), new Dense(1, new Identity())],
            "batch normalization" => [new Dense(4, new Tanh()), new BatchNormalization(), new Dense(1, new Identity())],
            _ => [new Dense(4, new Tanh()), new Dense(1, new Identity())],
        },
        Neuron = kind == "layerwise" ? new LayerwiseNeurons() : null,
    };

    /// <summary>x^2/2 - e y^2/2 + y^4.</summary>
    private sealed class Well(double e) : IObjective
    {
        public int Dimension => 2;

        public double Value(ReadOnlySpan<double> parameters) => (parameters[0] * parameters[0] / 2) + (Square(parameters[1]) * (Square(parameters[1]) - (e / 2)));

        public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
        {
            (gradient[0], gradient[1]) = (parameters[0], parameters[1] * ((4 * Square(parameters[1])) - e));
            return Value(parameters);
        }

        public void HessianVectorProduct(ReadOnlySpan<double> parameters, ReadOnlySpan<double> vector, Span<double> product) =>
            (product[0], product[1]) = (vector[0], ((12 * Square(parameters[1])) - e) * vector[1]);

        public IObjective Fork() => new Well(e);

        private static double Square(double y) => y * y;
    }
}
