using MLNetLandscape.Analysis.Cells;
using MLNetLandscape.Analysis.Estimates;

namespace MLNetLandscape.Experiments.Cells;

/// <summary>The end points of training with one number of units.</summary>
/// <param name="Units">K.</param>
/// <param name="Stays">Starts whose gradient flow never leaves the first cell.</param>
/// <param name="Genuine">Starts that end at a differentiable local minimum.</param>
/// <param name="Bad">Of these, the ones whose loss is more than 1 % above the best end point on the same data.</param>
/// <param name="Dead">Starts that end with a unit that no row activates.</param>
internal sealed record TrainedCells(int Units, Proportion Stays, Proportion Genuine, Proportion Bad, Proportion Dead)
{
    private const double Worse = 1.01;

    /// <summary>Counts the ends, data set by data set.</summary>
    public static TrainedCells Of(int units, IEnumerable<IReadOnlyList<CellEndPoint>> sets)
    {
        (long starts, long stays, long genuine, long bad, long dead) = (0, 0, 0, 0, 0);
        foreach (IReadOnlyList<CellEndPoint> ends in sets)
        {
            double best = ends.Min(end => end.Loss);
            starts += ends.Count;
            stays += ends.Count(end => end.StartFlow == CellFlowOutcome.Stays);
            genuine += ends.Count(end => end.IsAtGenuineMinimum());
            bad += ends.Count(end => end.IsAtGenuineMinimum() && end.Loss > best * Worse);
            dead += ends.Count(end => end.DeadUnits > 0);
        }

        return new TrainedCells(units, new(stays, starts), new(genuine, starts), new(bad, genuine), new(dead, starts));
    }
}
