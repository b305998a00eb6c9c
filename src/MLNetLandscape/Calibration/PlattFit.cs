namespace MLNetLandscape.Calibration;

/// <summary>Fits <see cref="PlattScaling"/> to scores and labels by maximum likelihood.</summary>
/// <remarks>
/// <para>With targets t = (N+ + 1) / (N+ + 2) for true and 1 / (N- + 2) for false rows, N the sums of weights, it minimises
/// F(A, B) = sum of w (t z + log(1 + exp(-z))), z = A s + B, by Newton's method with a line search; F is convex.</para>
/// <para>Source: Lin, Lin, Weng, "A note on Platt's probabilistic outputs for support vector machines", Machine Learning 68 (2007), algorithm 1
/// (its constants too).</para>
/// </remarks>
internal static class PlattFit
{
    private const int MaximumIterations = 100;
    private const double SmallestStep = 1e-10;
    private const double Ridge = 1e-12;
    private const double Tolerance = 1e-8;
    private const double SufficientDecrease = 1e-4;

    /// <summary>Fits the scaling.</summary>
    /// <param name="scores">One a row.</param>
    /// <param name="targets">+1 or -1, one a row.</param>
    /// <param name="weights">One a row; empty where all are 1.</param>
    public static PlattScaling Fit(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        (double positive, double negative) = (0, 0);
        for (int i = 0; i < scores.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            (positive, negative) = targets[i] > 0 ? (positive + weight, negative) : (positive, negative + weight);
        }

        Sample sample = new(scores, targets, weights, (positive + 1) / (positive + 2), 1 / (negative + 2));
        (double a, double b) = (0, Math.Log((negative + 1) / (positive + 1)));
        double value = sample.Value(a, b);
        for (int iteration = 0; iteration < MaximumIterations; iteration++)
        {
            Derivatives d = sample.Differentiate(a, b);
            if (Math.Abs(d.A) < Tolerance && Math.Abs(d.B) < Tolerance)
            {
                break;
            }

            double determinant = (d.AA * d.BB) - (d.AB * d.AB);
            (double stepA, double stepB) = (-((d.BB * d.A) - (d.AB * d.B)) / determinant, -((d.AA * d.B) - (d.AB * d.A)) / determinant);
            if (!LineSearch(sample, ref a, ref b, ref value, stepA, stepB, (d.A * stepA) + (d.B * stepB)))
            {
                break;
            }
        }

        return new PlattScaling(a, b);
    }

    private static bool LineSearch(in Sample sample, ref double a, ref double b, ref double value, double stepA, double stepB, double slope)
    {
        for (double step = 1; step >= SmallestStep; step /= 2)
        {
            double candidate = sample.Value(a + (step * stepA), b + (step * stepB));
            if (candidate < value + (SufficientDecrease * step * slope))
            {
                (a, b, value) = (a + (step * stepA), b + (step * stepB), candidate);
                return true;
            }
        }

        return false;
    }

    private readonly record struct Derivatives(double A, double B, double AA, double AB, double BB);

    private readonly ref struct Sample(
        ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, double high, double low)
    {
        private readonly ReadOnlySpan<float> scores = scores;
        private readonly ReadOnlySpan<float> targets = targets;
        private readonly ReadOnlySpan<float> weights = weights;

        public double Value(double a, double b)
        {
            double sum = 0;
            for (int i = 0; i < scores.Length; i++)
            {
                double z = (a * scores[i]) + b;
                sum += WeightOf(i) * ((z >= 0 ? TargetOf(i) * z : (TargetOf(i) - 1) * z) + Math.Log(1 + Math.Exp(-Math.Abs(z))));
            }

            return sum;
        }

        public Derivatives Differentiate(double a, double b)
        {
            (double first, double second, double aa, double ab, double bb) = (0, 0, Ridge, 0, Ridge);
            for (int i = 0; i < scores.Length; i++)
            {
                double p = 1 / (1 + Math.Exp((a * scores[i]) + b));
                double gradient = WeightOf(i) * (TargetOf(i) - p);
                double curvature = WeightOf(i) * p * (1 - p);
                first += scores[i] * gradient;
                second += gradient;
                aa += scores[i] * scores[i] * curvature;
                ab += scores[i] * curvature;
                bb += curvature;
            }

            return new Derivatives(first, second, aa, ab, bb);
        }

        private double WeightOf(int row) => weights.IsEmpty ? 1 : weights[row];

        private double TargetOf(int row) => targets[row] > 0 ? high : low;
    }
}
