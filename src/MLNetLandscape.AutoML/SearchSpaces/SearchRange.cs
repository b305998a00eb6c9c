namespace MLNetLandscape.AutoML.SearchSpaces;

/// <summary>A range to search on a logarithmic scale: equal ratios are equally likely.</summary>
/// <param name="Minimum">The lower end, positive.</param>
/// <param name="Maximum">The upper end, finite and above <paramref name="Minimum"/>.</param>
public sealed record SearchRange(double Minimum, double Maximum)
{
    /// <summary>Starts that differ from an end by rounding alone count as equal to it.</summary>
    private const double Rounding = 1e-9;

    /// <summary>The lower end, positive.</summary>
    public double Minimum { get; } = Minimum > 0 && double.IsFinite(Minimum)
        ? Minimum
        : throw new ArgumentOutOfRangeException(nameof(Minimum), $"Minimum must be positive and finite, but was {Minimum}. The scale is logarithmic.");

    /// <summary>The upper end, above <see cref="Minimum"/>.</summary>
    public double Maximum { get; } = Maximum > Minimum && double.IsFinite(Maximum)
        ? Maximum
        : throw new ArgumentOutOfRangeException(
            nameof(Maximum), $"Maximum must be finite and above Minimum, {Minimum}, but was {Maximum}. To search nothing, set the range to null.");

    /// <summary>The smallest range that holds both this one and a value.</summary>
    internal SearchRange Including(double value) => new(Math.Min(Minimum, value), Math.Max(Maximum, value));

    /// <summary>A sampled value; the start itself where they differ by the rounding of the search space's logarithms alone.</summary>
    internal static double Snap(double sampled, double start) => Math.Abs(sampled - start) <= Rounding * start ? start : sampled;
}
