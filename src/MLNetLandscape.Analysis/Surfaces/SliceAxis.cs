using MLNetLandscape.Analysis.Estimates;

namespace MLNetLandscape.Analysis.Surfaces;

/// <summary>The equally spaced places of one coordinate of a slice.</summary>
public sealed record SliceAxis
{
    /// <summary>From -1 to 1 at 51 places: with filter-normalised directions, changes as large as the weights themselves.</summary>
    public static readonly SliceAxis Default = new(-1, 1, 51);

    /// <summary>Describes the axis.</summary>
    /// <param name="minimum">The first place.</param>
    /// <param name="maximum">The last place, above the first.</param>
    /// <param name="count">Places, at least 2.</param>
    /// <exception cref="ArgumentException">The range is empty or not finite, or there are too few places.</exception>
    public SliceAxis(double minimum, double maximum, int count)
    {
        if (!(minimum < maximum) || !double.IsFinite(maximum - minimum))
        {
            throw new ArgumentException($"A slice's range must have its end above its start, both finite, but was {minimum} to {maximum}. The default is -1 to 1.");
        }

        (Minimum, Maximum, Count) = (minimum, maximum, Require.AtLeast(count, 2, "Places of a slice", "51 is the default."));
    }

    /// <summary>The first place.</summary>
    public double Minimum { get; }

    /// <summary>The last place.</summary>
    public double Maximum { get; }

    /// <summary>Places.</summary>
    public int Count { get; }

    /// <summary>The distance between neighbouring places.</summary>
    public double Spacing => (Maximum - Minimum) / (Count - 1);

    /// <summary>A place; the middle one of an odd number is the exact middle.</summary>
    public double this[int index] => ((Minimum * (Count - 1 - index)) + (Maximum * index)) / (Count - 1);
}
