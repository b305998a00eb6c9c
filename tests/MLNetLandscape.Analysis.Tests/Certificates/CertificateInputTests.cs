using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Tests.Certificates;

/// <summary>Objectives that are no networks, and input that is refused.</summary>
public sealed class CertificateInputTests
{
    [Fact]
    public void Refuses_an_objective_that_is_not_deterministic()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => StationaryPointCertifier.Certify(new Bowl { Noise = 1e-15 }, [0.5, 0]));
        Assert.StartsWith("The objective is not deterministic: two values at the same parameters were ", error.Message);
        Assert.EndsWith(
            "Fix its seed, switch off dropout, and evaluate all the data, not a batch; nothing can be said of a random function.", error.Message);
    }

    [Fact]
    public void Refuses_a_parameter_that_is_not_a_number()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => StationaryPointCertifier.Certify(new Bowl(), [0, double.NaN]));
        Assert.StartsWith("parameters[1] must be finite, but was NaN.", error.Message);
    }

    [Fact]
    public void Refuses_a_model_that_does_not_fit()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => StationaryPointCertifier.Certify(new Bowl(), [0]));
        Assert.StartsWith("The objective takes 2 parameters, but 1 were given.", error.Message);
    }

    [Fact]
    public void Refuses_Hessian_products_that_are_not_deterministic()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => StationaryPointCertifier.Certify(new Bowl { NoiseOfProducts = 1e-15 }, [0.5, 0]));
        Assert.Contains("Hessian product", error.Message);
    }

    [Fact]
    public void Refuses_a_tolerance_of_zero()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new CertificateOptions { Tolerance = 0 });
        Assert.StartsWith("Tolerance must be positive and finite, but was 0: computed figures carry rounding, so nothing can be certified to zero.", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CertificateOptions { GradientTolerance = double.NaN });
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Refuses_a_bound_that_no_value_can_be_compared_with(double bound)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new CertificateOptions { LowerBound = bound });
        Assert.StartsWith($"LowerBound must be finite, but was {bound}: no value can be compared with it. Where no bound is known, leave it null.", error.Message);
    }

    [Fact]
    public void A_Jacobian_that_is_too_large_is_left_out_and_the_limit_named()
    {
        Problem problem = Problem.Random(Problem.Dense([300, 500, 1], new Relu()), new Squared(), rows: 500, seed: 3);
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(problem.Objective, problem.Parameters, new CertificateOptions { LanczosSteps = 2 });
        Assert.Null(certificate.Jacobian);
        Assert.Contains(
            certificate.Findings,
            finding => finding is { Id: "jacobian", Kind: FindingKind.Limitation, Message: "The Jacobian has 500 x 151001 numbers, more than 67108864: its rank was not computed. Take fewer rows." });
    }

    [Fact]
    public void A_minimum_of_which_no_bound_is_known_is_undecided_and_with_one_certified()
    {
        Assert.Equal(Verdict.Undecided, StationaryPointCertifier.Certify(new Bowl(), [0, 0]).Verdict);
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(new Bowl(), [0, 0], new CertificateOptions { LowerBound = 1 });
        Assert.Equal(Verdict.CertifiedUpToTolerance, certificate.Verdict);
        Assert.Contains(certificate.Findings, finding => finding is { Id: "lower-bound", Kind: FindingKind.Limitation });
    }

    [Fact]
    public void A_bound_above_the_value_is_called_wrong()
    {
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(new Bowl(), [0, 0], new CertificateOptions { LowerBound = 2 });
        Assert.Equal(Verdict.Undecided, certificate.Verdict);
        Assert.Contains(
            certificate.Findings,
            finding => finding is { Id: "lower-bound", Kind: FindingKind.Contradiction, Message: "The value 1 is below the lower bound 2 that was given: that bound is wrong, and is not used." });
    }

    [Fact]
    public void A_slope_is_not_stationary_and_a_cross_is_a_saddle()
    {
        Assert.Equal(Verdict.NotStationary, StationaryPointCertifier.Certify(new Bowl(), [1, 1]).Verdict);
        StationaryPointCertificate saddle = StationaryPointCertifier.Certify(new Bowl { Second = -1 }, [0, 0]);
        Assert.Equal(Verdict.Saddle, saddle.Verdict);
        Assert.Equal(-1, saddle.Curvature!.Smallest.Value, 1e-12);
        Assert.Equal(0.5 * saddle.NegativeCurvature!.Step * saddle.NegativeCurvature.Step, saddle.NegativeCurvature.Decrease, 1e-9);
    }

    [Fact]
    public void The_bound_of_the_Jacobian_holds_and_is_that_of_its_singular_values()
    {
        Problem problem = Problem.Random(Problem.Dense([3, 6, 2], new Tanh()), new Squared(), rows: 5, seed: 3);
        JacobianRank rank = StationaryPointCertifier.Certify(problem.Objective, problem.Parameters).Jacobian!;
        Assert.Equal((10, 38, 10), (rank.Rows, rank.Columns, rank.Rank));
        Assert.True(rank.ResidualNorm <= rank.ResidualBound);
        double[] gradient = new double[38];
        problem.Objective.Gradient(problem.Parameters, gradient);
        Assert.Equal(Math.Sqrt(gradient.Sum(g => g * g)), rank.GradientNorm, 1e-12);
    }

    [Fact]
    public void Duplicated_rows_leave_the_Jacobian_short_of_full_rank()
    {
        Problem problem = Problem.Random(Problem.Dense([3, 6, 1], new Tanh()), new Squared(), rows: 5, seed: 3);
        NetworkObjective doubled = new(
            problem.Objective.CreateNetwork(problem.Parameters), new Squared(), new Regularization(), problem.Objective.Data.Select([0, 1, 2, 3, 4, 0]));
        StationaryPointCertificate certificate = StationaryPointCertifier.Certify(doubled, problem.Parameters);
        Assert.Equal(5, certificate.Jacobian!.Rank);
        Assert.Equal(double.PositiveInfinity, certificate.Jacobian.ResidualBound);
    }

    /// <summary>1 + (x^2 + s y^2) / 2, with noise if asked.</summary>
    private sealed class Bowl : IObjective
    {
        private int calls;

        public double Second { get; init; } = 1;

        public double Noise { get; init; }

        public double NoiseOfProducts { get; init; }

        public int Dimension => 2;

        public double Value(ReadOnlySpan<double> parameters) =>
            1 + (((parameters[0] * parameters[0]) + (Second * parameters[1] * parameters[1])) / 2) + (Noise * calls++);

        public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
        {
            (gradient[0], gradient[1]) = (parameters[0], Second * parameters[1]);
            return Value(parameters);
        }

        public void HessianVectorProduct(ReadOnlySpan<double> parameters, ReadOnlySpan<double> vector, Span<double> product) =>
            (product[0], product[1]) = (vector[0], (Second * vector[1]) + (NoiseOfProducts * calls++));

        public IObjective Fork() => new Bowl { Second = Second, Noise = Noise, NoiseOfProducts = NoiseOfProducts };
    }
}
