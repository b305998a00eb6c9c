namespace MLNetLandscape.AutoML.SearchSpaces;

/// <summary>Hidden layers that shrink (or grow) by one ratio: units_i = round(width ratio^i), at least 1.</summary>
/// <remarks>The trainers' default of 64 and 32 units is width 64, depth 2, ratio 1/2.</remarks>
internal sealed record TaperedLayers(double Ratio)
{
    /// <summary>The ratio of given layers.</summary>
    /// <exception cref="ArgumentException">There is none, so that neither width nor depth alone describes the layers.</exception>
    public static TaperedLayers Of(IReadOnlyList<int> layers)
    {
        const string Remedy = "To keep the layers as they are, set Widths and Depths to null.";
        if (layers.Count == 0)
        {
            throw new ArgumentException($"HiddenLayers must have a layer for its width and the depth to be searched, but was empty. {Remedy}");
        }

        TaperedLayers tapered = new(layers.Count == 1 ? 1 : (double)layers[1] / layers[0]);
        return tapered.Units(layers[0], layers.Count).SequenceEqual(layers)
            ? tapered
            : throw new ArgumentException(
                $"HiddenLayers must shrink or grow by one ratio for width and depth to be searched, but was [{string.Join(", ", layers)}]. {Remedy}");
    }

    /// <summary>The units of each layer.</summary>
    public IReadOnlyList<int> Units(int width, int depth) =>
        [.. Enumerable.Range(0, depth).Select(i => Math.Max(1, (int)Math.Round(width * Math.Pow(Ratio, i))))];
}
