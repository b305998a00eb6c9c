using MathNet.Numerics.Distributions;

namespace MLNetLandscape.Core.Statistics;

/// <summary>A mean with its confidence interval by Student's t distribution.</summary>
/// <remarks>mean +- t(n - 1, (1 + confidence) / 2) s / sqrt(n), with the sample's standard deviation s (divisor n - 1).</remarks>
public sealed record MeanInterval
{
    /// <summary>The number of values, n.</summary>
    public required int Count { get; init; }

    /// <summary>The mean.</summary>
    public required double Mean { get; init; }

    /// <summary>s, with divisor n - 1; null for a single value.</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>Half the width of the interval; null for a single value, which says nothing about spread.</summary>
    public double? HalfWidth { get; init; }

    /// <summary>The confidence, strictly between 0 and 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The lower end; null for a single value.</summary>
    public double? Lower => Mean - HalfWidth;

    /// <summary>The upper end; null for a single value.</summary>
    public double? Upper => Mean + HalfWidth;

    /// <summary>Computes the interval of <paramref name="values"/>.</summary>
    /// <param name="values">At least one finite value.</param>
    /// <param name="confidence">Default 0.9, as the reports of the comparison state it.</param>
    /// <exception cref="ArgumentException">No value, a value that is not finite, or a confidence outside (0, 1).</exception>
    public static MeanInterval Of(ReadOnlySpan<double> values, double confidence = 0.9)
    {
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentException(
                $"A confidence must lie strictly between 0 and 1, but was {confidence}. For 90 %, pass 0.9.", nameof(confidence));
        }

        if (values.IsEmpty)
        {
            throw new ArgumentException("A mean needs at least 1 value, but none was given.", nameof(values));
        }

        double sum = 0;
        foreach (double value in values)
        {
            sum += double.IsFinite(value)
                ? value
                : throw new ArgumentException($"Every value must be finite, but one was {value}.", nameof(values));
        }

        double mean = sum / values.Length;
        if (values.Length == 1)
        {
            return new MeanInterval { Count = 1, Mean = mean, Confidence = confidence };
        }

        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        double deviation = Math.Sqrt(squares / (values.Length - 1));
        double quantile = StudentT.InvCDF(0, 1, values.Length - 1, (1 + confidence) / 2);
        return new MeanInterval
        {
            Count = values.Length,
            Mean = mean,
            StandardDeviation = deviation,
            HalfWidth = quantile * deviation / Math.Sqrt(values.Length),
            Confidence = confidence,
        };
    }
}
