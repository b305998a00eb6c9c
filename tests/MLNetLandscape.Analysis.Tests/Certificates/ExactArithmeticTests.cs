using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Tests.Certificates;

/// <summary>Random points of every magnitude, with units that cancel, dead units and rows that repeat; what is certified is checked without any rounding.</summary>
public sealed class ExactArithmeticTests
{
    private const int Trials = 4000;

    private static readonly int[] Ranges = [0, 3, 16, 100, 200];

    [Fact]
    public void What_is_certified_in_doubles_is_true_of_the_real_numbers()
    {
        int certified = 0;
        int exactly = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            RandomSource random = new RandomSource(7).Split(RandomPurpose.Data, trial);
            (NetworkObjective objective, double[] point) = Draw(ref random);
            CertificateOptions options = new() { LanczosSteps = 5, Tolerance = Math.Pow(10, -random.NextInt32(14)) };
            if (!double.IsFinite(objective.Gradient(point, new double[point.Length])))
            {
                continue;
            }

            StationaryPointCertificate? certificate = Certify(objective, point, options);
            if (certificate?.Verdict is not (Verdict.CertifiedGlobalMinimum or Verdict.CertifiedUpToTolerance))
            {
                continue;
            }

            certified++;
            exactly += certificate.Verdict == Verdict.CertifiedGlobalMinimum ? 1 : 0;
            double excess = ExactValue(objective, point) - certificate.LowerBound!.Value;
            Assert.True(excess <= certificate.Gap * (1 + 1e-9), $"trial {trial}: {excess} above the bound, and at most {certificate.Gap} were certified");
            Assert.True(certificate.Verdict != Verdict.CertifiedGlobalMinimum || excess == 0, $"trial {trial}: {excess}");
        }

        Assert.True(certified > Trials / 10 && exactly > Trials / 100, $"{certified} and {exactly} of {Trials}");
    }

    /// <summary>Null where a number overflows on the way, which is refused.</summary>
    private static StationaryPointCertificate? Certify(NetworkObjective objective, double[] point, CertificateOptions options)
    {
        try
        {
            return StationaryPointCertifier.Certify(objective, point, options);
        }
        catch (ArgumentException exception) when (exception.Message.StartsWith("The objective or its gradient is not finite", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static (NetworkObjective Objective, double[] Point) Draw(ref RandomSource random)
    {
        int hidden = 1 + random.NextInt32(3);
        int rows = 1 + random.NextInt32(3);
        bool isHinge = random.NextInt32(2) == 0;
        int range = Ranges[random.NextInt32(Ranges.Length)];
        double[] x = new double[rows];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++)
        {
            x[i] = i > 0 && random.NextInt32(4) == 0 ? x[i - 1] : Round(4 * random.NextDouble() - 2) * Power(ref random, range / 2);
            y[i] = isHinge ? (2 * random.NextInt32(2)) - 1 : Round(2 * random.NextDouble() - 1);
        }

        double[] point = new double[(3 * hidden) + 1];
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = random.NextInt32(3) == 0 ? 0 : Round(4 * random.NextDouble() - 2) * Power(ref random, range);
        }

        if (hidden > 1 && random.NextInt32(2) == 0)
        {
            // Two units that cancel: the digits of what remains are not there.
            (point[1], point[hidden + 1]) = (point[0], point[hidden]);
            double large = Power(ref random, Math.Max(range, 12));
            (point[2 * hidden], point[(2 * hidden) + 1]) = (large + Round(random.NextInt32(2) * random.NextDouble()), -large);
        }

        point[^1] = random.NextInt32(2) == 0 ? y[0] * (1 + (isHinge ? random.NextInt32(2) : 0)) : point[^1];
        Dataset<double> data = new() { Features = x, Targets = y, Rows = rows };
        Network<double> network = Network<double>.Create(Problem.Dense([1, hidden, 1], new Relu()), 1);
        return (new NetworkObjective(network, isHinge ? new PolynomialHinge() : new Squared(), new Regularization(), data), point);
    }

    private static double Round(double value) => Math.Round(value, 1);

    private static double Power(ref RandomSource random, int range) => Math.Pow(10, random.NextInt32((2 * range) + 1) - range);

    private static double ExactValue(NetworkObjective objective, double[] point)
    {
        int hidden = (point.Length - 1) / 3;
        ExactNumber sum = ExactNumber.Of(0);
        for (int row = 0; row < objective.Data.Rows; row++)
        {
            ExactNumber f = ExactNumber.Of(point[^1]);
            for (int k = 0; k < hidden; k++)
            {
                ExactNumber z = (ExactNumber.Of(point[k]) * ExactNumber.Of(objective.Data.Features.Span[row])) + ExactNumber.Of(point[hidden + k]);
                f = z.IsPositive ? f + (z * ExactNumber.Of(point[(2 * hidden) + k])) : f;
            }

            double y = objective.Data.Targets.Span[row];
            ExactNumber margin = ExactNumber.Of(1) + (f * ExactNumber.Of(-y));
            ExactNumber residual = f + ExactNumber.Of(-y);
            sum += objective.Loss is Squared ? residual * residual * ExactNumber.Of(0.5) : margin.IsPositive ? margin * margin * margin : ExactNumber.Of(0);
        }

        return sum.ToDouble() / objective.Data.Rows;
    }
}
