using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Surfaces;

/// <summary>Locates the interior maxima of a slice and says whether they lie on kinks.</summary>
/// <remarks>
/// A place of the grid that lies above all its neighbours is followed uphill on ever finer lattices. Then the gradient is measured around the
/// maximum at two distances: around a smooth maximum it shrinks with the distance, around a kink it does not.
/// </remarks>
public static class SliceMaxima
{
    /// <summary>Maxima closer than this, in spacings of the grid, are one: climbing ends within a millionth of a spacing, where rounding does not stop it before.</summary>
    private const double SameDistance = 0.01;

    /// <summary>The maxima, each once, the highest first; places that turn out to climb out of the grid, or to lie on a plateau, are left out.</summary>
    /// <param name="objective">The objective that the slice is of.</param>
    /// <param name="slice">The slice.</param>
    /// <param name="threads">Threads, at least 1.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static IReadOnlyList<SliceMaximum> Locate(IObjective objective, Slice slice, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(slice);
        Require.AtLeast(threads, 1, nameof(threads), "");
        int[] candidates = [.. Enumerable.Range(0, slice.Values.Count).Where(index => IsAboveNeighbours(slice, index))];
        SliceMaximum?[] found = new SliceMaximum?[candidates.Length];
        Trials.Run(
            candidates.Length,
            threads,
            () => new SliceWorker(objective.Fork(), slice.Space),
            (worker, i) => found[i] = SliceClimb.Refine(worker, slice, candidates[i]),
            null,
            cancellationToken);
        using SliceWorker judge = new(objective.Fork(), slice.Space);
        List<SliceMaximum> distinct = [];
        foreach (SliceMaximum maximum in found.OfType<SliceMaximum>().OrderByDescending(maximum => maximum.Value))
        {
            if (!distinct.Exists(higher => IsSame(slice, higher, maximum) || RisesTowards(judge, slice, maximum, higher)))
            {
                distinct.Add(maximum);
            }
        }

        return distinct;
    }

    /// <summary>Whether two places of the grid have climbed to one maximum.</summary>
    private static bool IsSame(Slice slice, SliceMaximum a, SliceMaximum b) =>
        Math.Abs(a.U - b.U) <= SameDistance * slice.U.Spacing && (slice.V is not { } v || Math.Abs(a.V - b.V) <= SameDistance * v.Spacing);

    /// <summary>Whether a place only seemed the end of a climb: on a ridge that runs across the lattice, towards a maximum further up.</summary>
    private static bool RisesTowards(SliceWorker worker, Slice slice, SliceMaximum lower, SliceMaximum higher)
    {
        double du = higher.U - lower.U, dv = higher.V - lower.V;
        double spacings = Math.Max(Math.Abs(du) / slice.U.Spacing, slice.V is { } v ? Math.Abs(dv) / v.Spacing : 0);
        for (double distance = SliceClimb.FarDistance; distance >= SliceClimb.NearDistance; distance /= 10)
        {
            double share = distance / spacings;
            double[] place = slice.V is null ? [lower.U + (share * du)] : [lower.U + (share * du), lower.V + (share * dv)];
            if (share < 1 && worker.Value(place) > lower.Value)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAboveNeighbours(Slice slice, int index)
    {
        (int j, int i) = Math.DivRem(index, slice.U.Count);
        int reach = slice.V is null ? 0 : 1;
        if (i == 0 || i == slice.U.Count - 1 || (slice.V is { } v && (j == 0 || j == v.Count - 1)) || !double.IsFinite(slice[i, j]))
        {
            return false;
        }

        for (int dj = -reach; dj <= reach; dj++)
        {
            for (int di = -1; di <= 1; di++)
            {
                // A peak midway between two places makes them equal: the later one stands for both.
                bool isEarlier = dj < 0 || (dj == 0 && di < 0);
                double neighbour = slice[i + di, j + dj];
                if ((di, dj) != (0, 0) && !(isEarlier ? slice[i, j] >= neighbour : slice[i, j] > neighbour))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
