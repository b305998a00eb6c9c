using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>A pretrained network and how it came about.</summary>
/// <param name="Network">An ordinary network: any optimizer trains it on, and any model file holds it. <see cref="Network{T}.Convert"/> gives single precision.</param>
/// <param name="Steps">The bound trajectory, from the network without neurons on.</param>
/// <param name="BestStep">The index in <paramref name="Steps"/> that <paramref name="Network"/> belongs to: the last, or the best on held-out data.</param>
/// <param name="WeightSum">The sum of the example weights; the rows, where there are none.</param>
/// <param name="Ended">Why growth ended.</param>
public sealed record PretrainingResult(
    Network<double> Network, IReadOnlyList<PretrainingStep> Steps, int BestStep, double WeightSum, PretrainingEnd Ended)
{
    /// <summary>What a training of <see cref="Network"/> with the squared loss and without penalties starts from, hence ends at or below, if it never lets its objective rise: ||f - Y||^2 / (2 sum of weights).</summary>
    public double Bound => Steps[BestStep].SumOfSquares / (2 * WeightSum);

    /// <summary>Proposals that failed, in all steps.</summary>
    public int Rejected => Steps.Sum(step => step.Rejected);
}
