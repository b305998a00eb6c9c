using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Analysis.Ranks;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Analysis.Certificates;

/// <content>What a network's neuron, groups of equal inputs and Jacobian look like.</content>
internal sealed partial class Examination
{
    private void DescribeNeuron(Evaluation? figures)
    {
        if (figures?.Neuron is not { } neuron || network is null)
        {
            return;
        }

        Add(
            "neuron",
            FindingKind.Measurement,
            $"The neuron: a = {neuron.Scale:G4}, b = {neuron.Bias:G4}, ||w|| = {neuron.WeightNorm:G4}, largest |term| on the data {neuron.LargestTerm:G4}; "
            + $"the mean loss is {figures.Loss:G6} with it and {figures.BaseLoss:G6} without. a near zero alone certifies nothing.");
        if (neuron.ClampedExponents > 0)
        {
            Add("clamp", FindingKind.Limitation, $"{neuron.ClampedExponents} exponents are clamped: there the term is constant, and theorems about it do not speak of this point.");
        }
    }

    private void DescribeGroups()
    {
        if (network is null)
        {
            return;
        }

        int repeated = network.CountedRows.Count - network.Groups.Count;
        int weightless = network.Objective.Data.Rows - network.CountedRows.Count;
        Add(
            "grouped-derivative",
            FindingKind.Measurement,
            $"{network.Groups.Count} distinct inputs ({repeated} rows repeat one{(weightless > 0 ? $", {weightless} of weight 0 do not count" : string.Empty)}); "
            + $"the largest grouped derivative |sum of w dl/df| / W, of total weight W = {network.Objective.WeightSum:G6}, is {network.LargestGroupedDerivative():G4}. "
            + $"At a local minimum of an objective with an exponential neuron it is 0.");
        Add(
            "loss-bound",
            FindingKind.Proof,
            $"No parameters of this network have a mean loss below {network.LowerBound:G6}, the least that the labels at each distinct input can cost ({(network.IsLeastSquares ? "or, as here, that an affine function can" : "whatever function fits them")}); here it is {network.Loss:G6}.");
    }

    private void DescribeJacobian()
    {
        if (network is null)
        {
            return;
        }

        long rows = (long)network.CountedRows.Count * network.Network.OutputSize;
        if (rows > options.LargestJacobian)
        {
            Add("jacobian", FindingKind.Limitation, $"The Jacobian has {rows} rows, more than {options.LargestJacobian}: its rank was not computed. Raise LargestJacobian if you have the time.");
            return;
        }

        if (rows * parameters.Length > OutputJacobian.MostNumbers)
        {
            Add("jacobian", FindingKind.Limitation, $"The Jacobian has {rows} x {parameters.Length} numbers, more than {OutputJacobian.MostNumbers}: its rank was not computed. Take fewer rows.");
            return;
        }

        jacobian = JacobianRank.Create(network, cancellationToken);
        if (jacobian is null)
        {
            Add("jacobian", FindingKind.Limitation, $"The Jacobian overflows at this point: it has no rank to speak of.");
            return;
        }

        if (double.IsFinite(jacobian.ResidualBound))
        {
            Add(
                "jacobian",
                FindingKind.Measurement,
                $"The Jacobian ({jacobian.Rows} x {jacobian.Columns}) has rank {jacobian.Rank} and singular values from {jacobian.SmallestSingularValue:G3} to {jacobian.LargestSingularValue:G3}; "
                + $"||residual derivatives|| = {jacobian.ResidualNorm:G3} <= ||gradient|| / smallest = {jacobian.ResidualBound:G3}.");
            return;
        }

        Add(
            "jacobian",
            FindingKind.Measurement,
            $"The Jacobian ({jacobian.Rows} x {jacobian.Columns}) has rank {jacobian.Rank} and a largest singular value of {jacobian.LargestSingularValue:G3}; its rank is below its rows, so the gradient "
            + $"bounds no residual: ||residual derivatives|| = {jacobian.ResidualNorm:G3}.");
    }
}
