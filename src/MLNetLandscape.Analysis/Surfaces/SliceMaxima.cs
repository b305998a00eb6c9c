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
    private const int LatticeRadius = 3;
    private const int MostMoves = 200;

    /// <summary>Distances at which gradients are compared, in spacings of the grid.</summary>
    private const double FarDistance = 0.1, NearDistance = 1e-5;

    /// <summary>Between the ratio 1e-4 of a smooth maximum and 1 of a kink, nearer to the first: curvature varies, a jump does not vanish.</summary>
    private const double KinkRatio = 0.02;

    /// <summary>Rises over a cell up to this share of the value are rounding on a plateau.</summary>
    private const double PlateauRise = 1e-13;

    /// <summary>The maxima, the highest first; places that turn out to climb out of the grid, or to lie on a plateau, are left out.</summary>
    /// <param name="objective">The objective that the slice is of.</param>
    /// <param name="slice">The slice.</param>
    /// <param name="threads">Threads, at least 1.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static IReadOnlyList<SliceMaximum> Locate(IObjective objective, Slice slice, int threads = 1, CancellationToken cancellation = default)
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
            (worker, i) => found[i] = Refine(worker, slice, candidates[i]),
            null,
            cancellation);
        return [.. found.OfType<SliceMaximum>().OrderByDescending(maximum => maximum.Value)];
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
                if ((di, dj) != (0, 0) && !(slice[i, j] > slice[i + di, j + dj]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static SliceMaximum? Refine(SliceWorker worker, Slice slice, int index)
    {
        (int j, int i) = Math.DivRem(index, slice.U.Count);
        double[] spacing = slice.V is { } v ? [slice.U.Spacing, v.Spacing] : [slice.U.Spacing];
        double[] place = slice.V is { } axis ? [slice.U[i], axis[j]] : [slice.U[i]];
        double value = Climb(worker, place, spacing);
        if (!Contains(slice.U, place[0]) || (slice.V is { } last && !Contains(last, place[1])))
        {
            return null;
        }

        double far = SteepestAround(worker, place, spacing, FarDistance);
        if (far * spacing.Max() <= PlateauRise * Math.Abs(value))
        {
            return null;
        }

        double ratio = SteepestAround(worker, place, spacing, NearDistance) / far;
        return new SliceMaximum(place[0], place.Length > 1 ? place[1] : 0, value, ratio > KinkRatio, ratio);
    }

    /// <summary>Moves the place to the highest of a lattice around it, and halves the lattice whenever that lies inside.</summary>
    private static double Climb(SliceWorker worker, double[] place, double[] spacing)
    {
        double best = worker.Value(place);
        double size = 1;
        for (int move = 0; move < MostMoves && size > NearDistance / 10; move++)
        {
            bool onBorder = false;
            double[] centre = [.. place];
            double[] trial = new double[place.Length];
            int side = (2 * LatticeRadius) + 1;
            for (int cell = 0; cell < (place.Length == 2 ? side * side : side); cell++)
            {
                int[] offset = [(cell % side) - LatticeRadius, (cell / side) - LatticeRadius];
                for (int k = 0; k < place.Length; k++)
                {
                    trial[k] = centre[k] + (offset[k] * size * spacing[k] / LatticeRadius);
                }

                double value = worker.Value(trial);
                if (value > best)
                {
                    best = value;
                    trial.CopyTo(place, 0);
                    onBorder = offset.Take(place.Length).Any(step => Math.Abs(step) == LatticeRadius);
                }
            }

            size = onBorder ? size : size / 2;
        }

        return best;
    }

    private static double SteepestAround(SliceWorker worker, double[] place, double[] spacing, double distance)
    {
        const int Directions = 8;
        double steepest = 0;
        for (int k = 0; k < Directions; k++)
        {
            // Turned a little, so that no direction runs along an axis, where symmetric problems have their kinks.
            double angle = 0.1 + (2 * Math.PI * k / Directions);
            double[] around = [.. place];
            around[0] += distance * spacing[0] * (place.Length > 1 ? Math.Cos(angle) : k % 2 == 0 ? 1 : -1);
            if (place.Length > 1)
            {
                around[1] += distance * spacing[1] * Math.Sin(angle);
            }

            steepest = Math.Max(steepest, worker.GradientNorm(around));
        }

        return steepest;
    }

    private static bool Contains(SliceAxis axis, double place) => place > axis.Minimum && place < axis.Maximum;
}
