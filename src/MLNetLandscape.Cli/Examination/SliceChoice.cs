using System.Globalization;
using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Directions;
using MLNetLandscape.Analysis.Surfaces;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Cli.Examination;

/// <summary>The directions that the user chose.</summary>
/// <param name="Kind">Their kind.</param>
/// <param name="First">The layer of u, for slices of layers.</param>
/// <param name="Second">The layer of v, for slices of layers.</param>
internal sealed record SliceChoice(SliceKind Kind, int First = 0, int Second = 0)
{
    /// <summary>What there is to choose.</summary>
    public const string Choices = "filter (random, filter-normalised), random, layer:L (W_L = u U + v V) or layers:L,M (W_L = u U, W_M = v V)";

    /// <summary>What the axes say.</summary>
    public (string U, string V) Titles => Kind == SliceKind.Layers
        ? First == Second ? ($"u, within layer {First}", $"v, within layer {First}") : ($"u, layer {First}", $"v, layer {Second}")
        : ("u", "v");

    /// <summary>Reads a choice.</summary>
    /// <exception cref="FormatException">It is none; the message says what there is.</exception>
    public static SliceChoice Parse(string text)
    {
        string[] parts = text.Split(':', ',');
        int[] layers = [.. parts.Skip(1).Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int layer) ? layer : -1)];
        return (parts[0].ToLowerInvariant(), layers) switch
        {
            ("filter", []) => new SliceChoice(SliceKind.Filter),
            ("random", []) => new SliceChoice(SliceKind.Random),
            ("layer", [>= 0 and int layer]) => new SliceChoice(SliceKind.Layers, layer, layer),
            ("layers", [>= 0 and int first, >= 0 and int second]) => new SliceChoice(SliceKind.Layers, first, second),
            _ => throw new FormatException($"must be {Choices}, but was '{text}'."),
        };
    }

    /// <summary>The line or plane around a model.</summary>
    public SliceSpace CreateSpace(Network<double> network, long seed, bool isLine)
    {
        double[] origin = network.Parameters.ToArray();
        if (Kind == SliceKind.Layers)
        {
            double[] cleared = LayerRestriction.Clear(network.Layout, isLine ? origin : LayerRestriction.Clear(network.Layout, origin, Second), First);
            double[] first = OfLayer(network, origin, seed, 0, First);
            return isLine ? new SliceSpace(cleared, first) : new SliceSpace(cleared, first, OfLayer(network, origin, seed, 1, Second));
        }

        return isLine ? new SliceSpace(origin, OfAll(network, origin, seed, 0)) : new SliceSpace(origin, OfAll(network, origin, seed, 0), OfAll(network, origin, seed, 1));
    }

    private double[] OfAll(Network<double> network, double[] origin, long seed, int index)
    {
        double[] direction = RandomDirection.Normal(origin.Length, seed, index);
        return Kind == SliceKind.Filter ? FilterNormalization.Apply(network.Layout, origin, direction) : ToLengthOf(direction, origin);
    }

    private static double[] OfLayer(Network<double> network, double[] origin, long seed, int index, int layer) => ToLengthOf(
        LayerRestriction.Keep(network.Layout, RandomDirection.Normal(origin.Length, seed, index), layer), LayerRestriction.Keep(network.Layout, origin, layer));

    private static double[] ToLengthOf(double[] direction, double[] model)
    {
        TensorPrimitives.Multiply(direction, TensorPrimitives.Norm<double>(model) / TensorPrimitives.Norm<double>(direction), direction);
        return direction;
    }
}
