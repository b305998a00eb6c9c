using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Analysis.Models;

/// <summary>Renumbers the hidden units of a network so that its weights come as close as they can to a reference: the same function, another point.</summary>
/// <remarks>
/// Layer by layer, the permutation that maximises the inner product with the reference, the others held fixed, until none changes; each is an
/// assignment problem, and each step can only lower the distance. For more than one hidden layer the result is a local optimum.
/// Source: Ainsworth, Hayase, Srinivasa, "Git Re-Basin", ICLR 2023, arXiv:2209.04836, algorithm 1, with the layers in fixed order.
/// </remarks>
public sealed record PermutationAlignment
{
    private const int MostRounds = 100;

    private PermutationAlignment()
    {
    }

    /// <summary>The renumbered parameters.</summary>
    public required double[] Parameters { get; init; }

    /// <summary>For every hidden layer: which unit of the original stands at each place.</summary>
    public required IReadOnlyList<int[]> Permutations { get; init; }

    /// <summary>Rounds over all layers until nothing changed.</summary>
    public required int Rounds { get; init; }

    /// <summary>Aligns <paramref name="parameters"/> to <paramref name="reference"/>.</summary>
    /// <param name="definition">The network that both are parameters of: dense layers, with dropout or flattening between them.</param>
    /// <param name="reference">The parameters to come close to.</param>
    /// <param name="parameters">The parameters to renumber.</param>
    /// <exception cref="ArgumentException">A length does not fit, a number is not finite, or the network has layers of another kind.</exception>
    public static PermutationAlignment Align(NetworkDefinition definition, ReadOnlySpan<double> reference, ReadOnlySpan<double> parameters)
    {
        ParameterLayout layout = ParameterLayout.Of(definition);
        Require.Finite(reference, layout.Count, nameof(reference), "Both must be parameters of the network.");
        Require.Finite(parameters, layout.Count, nameof(parameters), "Both must be parameters of the network.");
        IReadOnlyList<HiddenLayer> layers = HiddenLayer.Find(definition, layout, out string reason) ?? throw new ArgumentException(reason);
        double[] aligned = parameters.ToArray();
        int[][] permutations = [.. layers.Select(layer => Enumerable.Range(0, layer.Units).ToArray())];
        int rounds = 0;
        bool changed = true;
        while (changed && rounds < MostRounds)
        {
            rounds++;
            changed = false;
            for (int l = 0; l < layers.Count; l++)
            {
                int[]? better = Improve(layers[l], reference, aligned);
                if (better is not null)
                {
                    Permute(layers[l], better, aligned);
                    permutations[l] = [.. better.Select(unit => permutations[l][unit])];
                    changed = true;
                }
            }
        }

        return new PermutationAlignment { Parameters = aligned, Permutations = permutations, Rounds = rounds };
    }

    /// <summary>The best order of a layer's units; null if it is no better than the present one.</summary>
    private static int[]? Improve(HiddenLayer layer, ReadOnlySpan<double> reference, ReadOnlySpan<double> aligned)
    {
        int units = layer.Units;
        double[] cost = new double[units * units];
        for (int i = 0; i < units; i++)
        {
            for (int j = 0; j < units; j++)
            {
                cost[(i * units) + j] = -Similarity(layer, reference, i, aligned, j);
            }
        }

        int[] order = Assignment.Minimize(cost, units);
        (double before, double after) = (0, 0);
        for (int i = 0; i < units; i++)
        {
            before += cost[(i * units) + i];
            after += cost[(i * units) + order[i]];
        }

        return after < before - (1e-12 * Math.Abs(before)) ? order : null;
    }

    /// <summary>The inner product of all weights into and out of unit i of one network with those of unit j of the other.</summary>
    private static double Similarity(HiddenLayer layer, ReadOnlySpan<double> a, int i, ReadOnlySpan<double> b, int j)
    {
        int inputs = layer.Incoming.Block.Columns;
        double sum = TensorPrimitives.Dot(
            a.Slice(layer.Incoming.Offset + (i * inputs), inputs), b.Slice(layer.Incoming.Offset + (j * inputs), inputs));
        sum += a[layer.Bias.Offset + i] * b[layer.Bias.Offset + j];
        for (int row = layer.Outgoing.Offset; row < layer.Outgoing.End; row += layer.Units)
        {
            sum += a[row + i] * b[row + j];
        }

        return sum;
    }

    private static void Permute(HiddenLayer layer, int[] order, double[] parameters)
    {
        double[] before = [.. parameters];
        int inputs = layer.Incoming.Block.Columns;
        for (int i = 0; i < order.Length; i++)
        {
            before.AsSpan(layer.Incoming.Offset + (order[i] * inputs), inputs).CopyTo(parameters.AsSpan(layer.Incoming.Offset + (i * inputs)));
            parameters[layer.Bias.Offset + i] = before[layer.Bias.Offset + order[i]];
            for (int row = layer.Outgoing.Offset; row < layer.Outgoing.End; row += layer.Units)
            {
                parameters[row + i] = before[row + order[i]];
            }
        }
    }
}
