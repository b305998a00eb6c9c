namespace MLNetLandscape.Analysis.Surfaces;

/// <summary>Follows a place of a slice uphill on ever finer lattices, and judges by the gradients around its end whether that is a kink.</summary>
internal static class SliceClimb
{
    /// <summary>Distances at which gradients are compared, in spacings of the grid.</summary>
    public const double FarDistance = 0.1, NearDistance = 1e-5;

    private const int LatticeRadius = 3;
    private const int MostMoves = 200;

    /// <summary>Between the ratio 1e-4 of a smooth maximum and 1 of a kink, nearer to the first: curvature varies, a jump does not vanish.</summary>
    private const double KinkRatio = 0.02;

    /// <summary>Rises over a cell up to this share of the value are rounding on a plateau.</summary>
    private const double PlateauRise = 1e-13;

    /// <summary>The maximum that a place of the grid climbs to; null where it leaves the grid, or lies on a plateau.</summary>
    public static SliceMaximum? Refine(SliceWorker worker, Slice slice, int index)
    {
        (int j, int i) = Math.DivRem(index, slice.U.Count);
        double[] spacing = slice.V is { } v ? [slice.U.Spacing, v.Spacing] : [slice.U.Spacing];
        double[] place = slice.V is { } axis ? [slice.U[i], axis[j]] : [slice.U[i]];
        double value = Climb(worker, place, spacing);
        if (!Contains(slice.U, place[0]) || (slice.V is { } last && !Contains(last, place[1])))
        {
            return null;
        }

        if (value == slice[i, j] && IsTied(slice, i, j))
        {
            // The edge of a plateau, and no peak between two places.
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

    /// <summary>Whether an earlier neighbour has the same value; a later one cannot.</summary>
    private static bool IsTied(Slice slice, int i, int j)
    {
        bool isTied = slice[i, j] == slice[i - 1, j];
        for (int di = -1; di <= 1 && slice.V is not null; di++)
        {
            isTied |= slice[i, j] == slice[i + di, j - 1];
        }

        return isTied;
    }
}
