using MLNetLandscape.Analysis.Cells;

namespace MLNetLandscape.Experiments.Cells;

/// <summary>Where a training ended.</summary>
/// <param name="Loss">The mean squared error.</param>
/// <param name="CellLoss">The least mean squared error of the cell's formula.</param>
/// <param name="Verdict">Whether a point of the cell has it.</param>
/// <param name="StartFlow">Where gradient flow from the start leads before it meets a boundary.</param>
/// <param name="DeadUnits">Units that are active on no row.</param>
public sealed record CellEndPoint(double Loss, double CellLoss, CellVerdict Verdict, CellFlowOutcome StartFlow, int DeadUnits)
{
    /// <summary>The relative excess over the cell's least error up to which a training counts as having arrived there.</summary>
    private const double Arrival = 1e-6;

    /// <summary>Whether the training has arrived at a differentiable local minimum: the cell contains its minimiser, and the loss is its loss.</summary>
    public bool IsAtGenuineMinimum() => Verdict == CellVerdict.Genuine && Loss <= (CellLoss * (1 + Arrival)) + 1e-12;
}
