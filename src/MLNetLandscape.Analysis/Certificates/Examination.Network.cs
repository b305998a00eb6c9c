using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Analysis.Ranks;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Analysis.Certificates;

/// <content>What only a network has: groups of inputs, a neuron, a Jacobian, and a lower bound.</content>
internal sealed partial class Examination
{
    /// <summary>Certifies by value against the lower bound; null where it cannot.</summary>
    private Verdict? TryCertify()
    {
        lowerBound = network?.LowerBound;
        if (options.LowerBound is { } given)
        {
            if (value < given - (ValueRounding * Math.Abs(given)))
            {
                Add("lower-bound", FindingKind.Contradiction, $"The value {value:G6} is below the lower bound {given:G6} that was given: that bound is wrong, and is not used.");
            }
            else
            {
                lowerBound = Math.Max(given, lowerBound ?? given);
                Add("lower-bound", FindingKind.Limitation, $"The lower bound {given:G6} was given, not proven here: the verdict is as good as it.");
            }
        }

        if (lowerBound is not { } bound)
        {
            Add("lower-bound", FindingKind.Limitation, $"No lower bound is known for an objective that is no NetworkObjective: pass one as LowerBound to have minima certified.");
            return null;
        }

        double upper = network is null ? value + (ValueRounding * Math.Abs(value)) : Math.Max(network.UpperValue(value), network.BaseLossUpper);
        gap = Math.Max(0, upper - bound);
        return network is null ? CertifyPlain(bound) : CertifyNetwork(network, bound);
    }

    private Verdict? CertifyPlain(double bound)
    {
        if (!IsGapTolerated())
        {
            return null;
        }

        Add("certificate", FindingKind.Proof, $"The value exceeds the given lower bound {bound:G6} by no more than {gap:G3}.");
        return Verdict.CertifiedUpToTolerance;
    }

    /// <summary>Asked this way round, since no comparison holds for a gap that is not a number: overflow certifies nothing.</summary>
    private bool IsGapTolerated() => gap <= options.Tolerance;

    private Verdict? CertifyNetwork(NetworkExamination examined, double bound)
    {
        if (!examined.IsRoundingBounded)
        {
            Add("rounding", FindingKind.Limitation, $"The network has layers whose rounding is not bounded here, so no minimum is certified.");
            return null;
        }

        if (!IsGapTolerated())
        {
            return null;
        }

        if (!examined.IsAttained)
        {
            Add(
                "infimum",
                FindingKind.Limitation,
                $"The value is within {gap:G3} of the infimum {bound:G6}, but no output in the network's range attains that: there is no minimum to certify.");
            return null;
        }

        // A bound that the caller gave may be met within rounding; exactness needs the one that is proven here.
        if (gap == 0 && bound == examined.LowerBound && examined.ArePenaltiesZero && (examined.Network.Definition.Neuron is null || examined.IsNeuronSilent))
        {
            Add(
                "certificate",
                FindingKind.Proof,
                $"The objective is {bound:G6} exactly: every row is at its least possible loss with a margin larger than its rounding, every penalty is zero, and no parameters can do better.");
            return Verdict.CertifiedGlobalMinimum;
        }

        Add(
            "certificate",
            FindingKind.Proof,
            $"No parameters of this network have a value below {bound:G6}; the value here, and the loss of the base network alone, exceed that by no more than {gap:G3}, rounding included.");
        return Verdict.CertifiedUpToTolerance;
    }

    /// <summary>Whether the neuron, and not the base network, does the fitting: then the objective falls along a e^-t, b + t, without end.</summary>
    private bool IsNeuronCarrying()
    {
        if (network?.Network.Definition.Neuron is not SkipNeuron || network.IsNeuronSilent || network.Objective.Regularization.Lambda == 0)
        {
            return false;
        }

        double with = network.Loss - network.LowerBound;
        double without = network.BaseLoss - network.LowerBound;
        if (!(without > options.Tolerance && with <= without / 2))
        {
            return false;
        }

        Add(
            "diverging",
            FindingKind.Proof,
            $"The loss is {network.Loss:G4} with the neuron and {network.BaseLoss:G4} without: the neuron carries the fit, so its scale cannot be zero; but along a e^-t, b + t the outputs "
            + $"stay and the penalty lambda a^2 / 2 falls, without end, as b goes to infinity (up to the clamp of the exponent). No minimum lies on this path, however small a is.");
        return true;
    }

    /// <summary>Whether all rows are right and scaling the last layer lowers a loss that attains no minimum, without end.</summary>
    private bool IsSeparatedWithoutMinimum()
    {
        if (network is null
            || network.Objective.Loss is not (Logistic or SoftmaxCrossEntropy)
            || network.Objective.Regularization is not { L1: 0, L2: 0 }
            || !network.IsLastLayerLinear
            || !(network.Network.Definition.Neuron is null || network.IsNeuronSilent)
            || !network.IsSeparated())
        {
            return false;
        }

        Add(
            "diverging",
            FindingKind.Proof,
            $"Every row is classified correctly, so multiplying the last layer by c > 1 lowers the loss, towards 0 as c grows: {network.Objective.Loss.GetType().Name} attains no minimum here, "
            + $"and the small gradient is that of a path to infinity.");
        return true;
    }

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

        int conflicts = network.Objective.Data.Rows - network.Groups.Count;
        Add(
            "grouped-derivative",
            FindingKind.Measurement,
            $"{network.Groups.Count} distinct inputs ({conflicts} rows repeat one); the largest grouped derivative |sum of l' y| / n is {network.LargestGroupedDerivative():G4}. "
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

        long rows = (long)network.Objective.Data.Rows * network.Network.OutputSize;
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

        jacobian = JacobianRank.Create(network, cancellation);
        if (jacobian is null)
        {
            Add("jacobian", FindingKind.Limitation, $"The Jacobian overflows at this point: it has no rank to speak of.");
            return;
        }

        Add(
            "jacobian",
            FindingKind.Measurement,
            $"The Jacobian ({jacobian.Rows} x {jacobian.Columns}) has rank {jacobian.Rank} and singular values from {jacobian.SmallestSingularValue:G3} to {jacobian.LargestSingularValue:G3}; "
            + $"||residual derivatives|| = {jacobian.ResidualNorm:G3} <= ||gradient|| / smallest = {jacobian.ResidualBound:G3}.");
    }
}
