namespace MLNetLandscape.Core.Plots;

/// <summary>One axis of a chart: its range, its scale and its marks.</summary>
public sealed record Axis
{
    /// <summary>What it measures.</summary>
    public required string Title { get; init; }

    /// <summary>Linear or logarithmic.</summary>
    public AxisScale Scale { get; init; }

    /// <summary>The value at its start; positive on a logarithmic axis.</summary>
    public required double Minimum { get; init; }

    /// <summary>The value at its end, above <see cref="Minimum"/>.</summary>
    public required double Maximum { get; init; }

    /// <summary>The marks, in ascending order.</summary>
    public required IReadOnlyList<AxisTick> Ticks { get; init; }

    /// <summary>Whether every mark draws a line across the plot.</summary>
    public bool HasGrid { get; init; } = true;

    /// <summary>A linear axis that covers all finite values, with a little room on both sides.</summary>
    /// <param name="title">What it measures.</param>
    /// <param name="values">What it must show; values that are not finite are passed over.</param>
    /// <param name="wanted">About how many marks.</param>
    /// <param name="limit">A bound that the room may not cross, for instance 1 for an accuracy.</param>
    public static Axis Linear(string title, IEnumerable<double> values, int wanted = 5, double limit = double.PositiveInfinity)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        (double low, double high) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        double room = IsRange(low, high) ? 0.06 * (high - low) : Math.Max(Math.Abs(high) * 0.05, 1e-3);
        (low, high) = (low - room, high >= limit ? high + (room / 2) : Math.Min(limit, high + room));
        return new Axis { Title = title, Minimum = low, Maximum = high, Ticks = AxisTicks.Linear(low, Math.Min(high, limit), wanted) };
    }

    /// <summary>A linear axis with exactly the given range.</summary>
    public static Axis Exactly(string title, double minimum, double maximum, int wanted = 5) => new()
    {
        Title = title,
        Minimum = minimum,
        Maximum = IsRange(minimum, maximum) ? maximum : minimum + 1,
        Ticks = AxisTicks.Linear(minimum, IsRange(minimum, maximum) ? maximum : minimum + 1, wanted),
    };

    /// <summary>A logarithmic axis that covers all positive finite values, but never more than <paramref name="decades"/> below the largest.</summary>
    public static Axis Logarithmic(string title, IEnumerable<double> values, int wanted = 5, double decades = 12)
    {
        double[] positive = [.. values.Where(value => double.IsFinite(value) && value > 0)];
        (double low, double high) = positive.Length == 0 ? (0.1, 1) : (positive.Min(), positive.Max());
        low = Math.Max(low, high * Math.Pow(10, -decades));
        double room = IsRange(low, high) ? Math.Pow(high / low, 0.06) : 1.5;
        (low, high) = (low / room, high * room);
        return new Axis
        {
            Title = title,
            Scale = AxisScale.Logarithmic,
            Minimum = low,
            Maximum = high,
            Ticks = AxisTicks.Logarithmic(low, high, wanted),
        };
    }

    /// <summary>An axis of named places 0, 1, ...</summary>
    public static Axis Categories(string title, IReadOnlyList<string> names) => new()
    {
        Title = title,
        Minimum = -0.5,
        Maximum = names.Count - 0.5,
        Ticks = [.. names.Select((name, i) => new AxisTick(i, name))],
        HasGrid = false,
    };

    /// <summary>The place of a value, 0 at the start of the axis and 1 at its end, NaN for a value without a place. What lies before a logarithmic axis has the place 0.</summary>
    public double Place(double value) => Scale == AxisScale.Logarithmic ? Math.Max(0, PlaceBeyond(value)) : PlaceBeyond(value);

    /// <summary>As <see cref="Place"/>, but negative for what lies before the axis: where a line between two values leaves it.</summary>
    internal double PlaceBeyond(double value) => Scale switch
    {
        AxisScale.Logarithmic when value >= 0 => Math.Log(value / Minimum) / Math.Log(Maximum / Minimum),
        AxisScale.Logarithmic => double.NaN,
        _ => (value - Minimum) / (Maximum - Minimum),
    };

    /// <summary>Whether two values differ by more than rounding: values equal but for their last bits are one value to a reader.</summary>
    private static bool IsRange(double low, double high) => high - low > 1e-9 * Math.Max(Math.Abs(low), Math.Abs(high));
}
