using System.Globalization;

namespace MLNetLandscape.Core.Plots;

/// <summary>Chooses round numbers for the marks of an axis.</summary>
public static class AxisTicks
{
    private const int LargestPlainExponent = 4;
    private const int SmallestPlainExponent = -3;

    /// <summary>The multiples of 1, 2 or 5 times a power of ten in [minimum, maximum], about <paramref name="wanted"/> of them.</summary>
    public static IReadOnlyList<AxisTick> Linear(double minimum, double maximum, int wanted)
    {
        double step = Step((maximum - minimum) / Math.Max(1, wanted));
        if (!(step > 1e-12 * Math.Max(Math.Abs(minimum), Math.Abs(maximum))))
        {
            return [new AxisTick(minimum, minimum.ToString("G4", CultureInfo.InvariantCulture))];
        }

        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        List<AxisTick> ticks = [];
        for (double i = Math.Ceiling((minimum / step) - 1e-9); i * step <= maximum + (1e-9 * step); i++)
        {
            double value = i == 0 ? 0 : i * step;
            ticks.Add(new AxisTick(value, LinearLabel(value, decimals)));
        }

        return ticks;
    }

    /// <summary>Powers of ten in [minimum, maximum]; 1, 2, 5 times them where the range has less than two decades.</summary>
    public static IReadOnlyList<AxisTick> Logarithmic(double minimum, double maximum, int wanted)
    {
        double low = Math.Log10(minimum), high = Math.Log10(maximum);
        int stride = Math.Max(1, (int)Math.Ceiling((high - low) / Math.Max(1, wanted)));
        double[] mantissas = high - low < 2 ? [1, 2, 5] : [1];
        List<AxisTick> ticks = [];
        for (int exponent = (int)Math.Floor(low); exponent <= Math.Ceiling(high); exponent++)
        {
            if (exponent % stride != 0)
            {
                continue;
            }

            foreach (double mantissa in mantissas)
            {
                double value = mantissa * Math.Pow(10, exponent);
                if (value >= minimum * (1 - 1e-9) && value <= maximum * (1 + 1e-9))
                {
                    ticks.Add(new AxisTick(value, LogarithmicLabel(mantissa, exponent)));
                }
            }
        }

        return ticks.Count >= 2 ? ticks : Linear(minimum, maximum, wanted);
    }

    /// <summary>The 1, 2, 5 or 10 times a power of ten that is nearest to <paramref name="rough"/> by ratio.</summary>
    public static double Step(double rough)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double mantissa = rough / power;
        return power * (mantissa < Math.Sqrt(2) ? 1 : mantissa < Math.Sqrt(10) ? 2 : mantissa < Math.Sqrt(50) ? 5 : 10);
    }

    private static string LinearLabel(double value, int decimals) =>
        decimals > -SmallestPlainExponent || Math.Abs(value) >= 1e6
            ? value.ToString("0.##e0", CultureInfo.InvariantCulture)
            : value.ToString("F" + decimals, CultureInfo.InvariantCulture);

    private static string LogarithmicLabel(double mantissa, int exponent) =>
        exponent is >= SmallestPlainExponent and <= LargestPlainExponent
            ? (mantissa * Math.Pow(10, exponent)).ToString("0.####", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{mantissa:0}e{exponent}");
}
