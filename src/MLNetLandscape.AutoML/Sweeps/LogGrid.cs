namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>Values at equal ratios.</summary>
public static class LogGrid
{
    /// <summary>Digits to which values are rounded: 0.1 rather than 0.10000000000000002.</summary>
    private const string RoundTrip = "E12";

    /// <summary><paramref name="count"/> values from <paramref name="minimum"/> to <paramref name="maximum"/>, both included, rounded to 13 significant digits.</summary>
    /// <remarks>value_i = minimum (maximum / minimum)^(i / (count - 1)).</remarks>
    /// <param name="minimum">The first value, positive.</param>
    /// <param name="maximum">The last value, above the first.</param>
    /// <param name="count">How many, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static IReadOnlyList<double> Between(double minimum, double maximum, int count)
    {
        if (!(minimum > 0) || !(maximum > minimum) || !double.IsFinite(maximum))
        {
            throw new ArgumentOutOfRangeException(
                nameof(minimum), $"A logarithmic grid must run from a positive value to a larger one, but was asked for from {minimum} to {maximum}.");
        }

        if (count < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(count), $"A grid must have at least 2 values, but was asked for {count}. For a single value, pass [value].");
        }

        return [.. Enumerable.Range(0, count).Select(i => Round(minimum * Math.Pow(maximum / minimum, (double)i / (count - 1))))];
    }

    private static double Round(double value)
    {
        System.Globalization.CultureInfo invariant = System.Globalization.CultureInfo.InvariantCulture;
        return double.Parse(value.ToString(RoundTrip, invariant), invariant);
    }
}
