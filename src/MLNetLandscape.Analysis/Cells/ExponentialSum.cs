namespace MLNetLandscape.Analysis.Cells;

/// <summary>g(t) = g_inf + sum_k c_k e^(-lambda_k t), lambda_k > 0, with g(0) at or above zero: does it fall to zero, and when?</summary>
internal readonly struct ExponentialSum(double limit, double[] coefficients, double[] rates)
{
    private const double RelativeTolerance = 1e-12;
    private const double RelativeSlope = 1e-9;
    private const int MaximumSteps = 100_000;

    /// <summary>The first zero before <paramref name="horizon"/>; null if there is none.</summary>
    public Crossing? FirstZero(double horizon)
    {
        (double scale, double initialSpeed) = (Math.Abs(limit), 0);
        for (int k = 0; k < rates.Length; k++)
        {
            scale += Math.Abs(coefficients[k]);
            initialSpeed += Math.Abs(coefficients[k]) * rates[k];
        }

        double time = 0;
        for (int step = 0; step < MaximumSteps && time < horizon; step++)
        {
            (double value, double slope, double remaining, double speed) = At(time);
            if (value > remaining)
            {
                return null;
            }

            if (value <= RelativeTolerance * scale)
            {
                return new Crossing(time, limit < -RelativeTolerance * scale || slope < -RelativeSlope * initialSpeed);
            }

            time += value / speed;
        }

        return time < horizon ? new Crossing(time, false) : null;
    }

    /// <summary>g, g', and what bounds both from there on: sum |c_k| e^(-lambda_k t) and sum |c_k| lambda_k e^(-lambda_k t).</summary>
    private (double Value, double Slope, double Remaining, double Speed) At(double time)
    {
        (double value, double slope, double remaining, double speed) = (limit, 0, 0, 0);
        for (int k = 0; k < rates.Length; k++)
        {
            double term = coefficients[k] * Math.Exp(-rates[k] * time);
            value += term;
            slope -= term * rates[k];
            remaining += Math.Abs(term);
            speed += Math.Abs(term) * rates[k];
        }

        return (value, slope, remaining, speed);
    }

    /// <summary>A zero.</summary>
    /// <param name="Time">When.</param>
    /// <param name="IsCrossing">Whether g becomes negative for certain, rather than touching zero.</param>
    internal readonly record struct Crossing(double Time, bool IsCrossing);
}
