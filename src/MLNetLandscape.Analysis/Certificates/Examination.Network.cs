using System.Globalization;
using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Analysis.Certificates;

/// <content>What only a network has: a lower bound that certifies, and ways to infinity.</content>
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

    /// <summary>Whether the neuron, and not the base network, does the fitting: then the objective falls along a path to infinity, without end.</summary>
    private bool IsNeuronCarrying()
    {
        if (network?.Network.Definition.Neuron is not (SkipNeuron or MonomialNeuron or LayerwiseNeurons) || network.IsNeuronSilent || network.Objective.Regularization.Lambda == 0)
        {
            return false;
        }

        double with = network.Loss - network.LowerBound;
        double without = network.BaseLoss - network.LowerBound;
        if (!(without > options.Tolerance && with <= without / 2))
        {
            return false;
        }

        NeuronIdentity identity = NeuronIdentity.Of(network.Objective, parameters, gradient)!;
        string penalty = network.Network.Definition.Neuron is LayerwiseNeurons ? "lambda/2 sum a^(2L)" : "lambda a^2 / 2";
        string end = network.Network.Definition.Neuron is MonomialNeuron ? "as c grows" : "as b goes to infinity (up to the clamp of the exponent)";

        // Beyond a clamp the outputs do not stay along the path: what was so on the way here is then no proof of what is ahead.
        bool isClamped = network.Evaluate().Neuron is { ClampedExponents: > 0 };
        Add(
            "diverging",
            isClamped ? FindingKind.Evidence : FindingKind.Proof,
            $"The loss is {network.Loss:G4} with the neuron and {network.BaseLoss:G4} without: the neuron carries the fit, so its scale cannot be zero; but along {identity.Path} the outputs "
            + $"stay and the penalty {penalty} falls, without end, {end}. No minimum lies on this path, however small a is: {Describe(identity)}.");
        return true;
    }

    /// <summary>Whether a loss factor has a scale beside a loss that is not zero: then no point is stationary, and what seems to be is on the way to infinity.</summary>
    private bool IsFactorRunning()
    {
        if (network?.Network.Definition.Neuron is not LossFactorNeuron factor
            || network.IsNeuronSilent
            || network.Objective.Regularization.Lambda == 0
            || parameters[^1] > factor.MaximumExponent
            || !(network.Loss > options.Tolerance))
        {
            return false;
        }

        NeuronIdentity identity = NeuronIdentity.Of(network.Objective, parameters, gradient)!;
        Add(
            "diverging",
            FindingKind.Proof,
            $"The loss L is {network.Loss:G4}, and a = {parameters[^2]:G4}, b = {parameters[^1]:G4}: along {identity.Path} the factor 1 + (a e^b - 1)^2 stays and the penalty lambda a^2 falls, "
            + $"without end, as b goes to infinity (up to its clamp, {factor.MaximumExponent}), and at a = 0 dE/da = -2 L e^b is not 0. So no point beside a positive loss is stationary: {Describe(identity)}.");
        return true;
    }

    private static string Describe(NeuronIdentity identity) => string.Create(
        CultureInfo.InvariantCulture,
        $"everywhere off a clamp {identity.Formula}, here {identity.Right:G4} ({identity.Left:G4} by the gradient), so the gradient vanishes nowhere but at a = 0");

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
            $"Every row is classified correctly, so multiplying the last layer by c > 1 lowers the loss, towards 0 as c grows: {(network.Objective.Loss is Logistic ? "the logistic loss" : "the softmax cross entropy")} attains no minimum here, "
            + $"and the small gradient is that of a path to infinity.");
        return true;
    }
}
