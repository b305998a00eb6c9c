using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Core.Networks;

/// <summary>Says why the exponential-neuron theorems do not speak of a training, in words for its user.</summary>
/// <remarks>
/// Sources: Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671 (one output, margin losses); Kawaguchi and Kaelbling 2019, arXiv:1901.00279
/// (several outputs, convex losses); Sohl-Dickstein and Kawaguchi 2019, arXiv:1901.03909 (no added unit).
/// </remarks>
public static class TheoryWarnings
{
    /// <summary>The reasons; empty where nothing speaks against the theorems' assumptions, or where there is no neuron.</summary>
    /// <remarks>Realizability, that the base network can fit all the data, cannot be seen here; and a theorem about minima promises nothing where training diverges.</remarks>
    public static IReadOnlyList<string> For(NetworkDefinition definition, Loss loss, Regularization regularization)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(regularization);
        if (definition.Neuron is null)
        {
            return [];
        }

        List<string> warnings = [];
        AddPenalties(regularization, warnings);
        AddLoss(definition.Neuron, loss, warnings);
        AddReachability(definition, loss, warnings);
        AddRandomness(definition.Layers, warnings);
        return warnings;
    }

    private static void AddPenalties(Regularization regularization, List<string> warnings)
    {
        if (regularization.Lambda == 0)
        {
            warnings.Add("Lambda is 0: without a penalty on the neuron's scale a, a local minimum need not have a = 0. Use a positive Lambda.");
        }

        if (regularization.L1 != 0 || regularization.L2 != 0)
        {
            warnings.Add("L1 or L2 is not 0: the theorems are about the data loss plus the neuron's own penalty. A minimum then balances the weight penalty too.");
        }
    }

    private static void AddLoss(NeuronDefinition neuron, Loss loss, List<string> warnings)
    {
        switch (neuron)
        {
            case SkipNeuron or LossFactorNeuron when !loss.Assumptions.HasFlag(LossAssumptions.ConvexInOutputs):
                warnings.Add($"The {Name(loss)} is not convex in the outputs, which the theorem for several outputs assumes.");
                break;
            case MonomialNeuron or LayerwiseNeurons when !loss.Assumptions.HasFlag(LossAssumptions.SingleNeuronTheorem) && loss is not Logistic:
                warnings.Add($"The {Name(loss)} is not a twice differentiable loss of the margin with attained minima, which the theorem for this neuron assumes. Use the polynomial hinge.");
                break;
            default:
                break;
        }
    }

    private static void AddReachability(NetworkDefinition definition, Loss loss, List<string> warnings)
    {
        double bound = OutputBound(definition.Layers[^1]);
        switch (loss)
        {
            case PolynomialHinge when bound <= 1:
                warnings.Add(
                    "The output's activation keeps |f| below 1, the margin of the polynomial hinge: the base network cannot bring the loss to 0, "
                    + "so no finite point is a local minimum and the neuron's scale may vanish while its exponent grows. Use an identity output.");
                break;
            case Logistic:
                warnings.Add(
                    "The logistic loss attains no minimum: it falls as the margin grows without bound, so on separable data no finite point is a minimum. Use the polynomial hinge.");
                break;
            case SoftmaxCrossEntropy:
                warnings.Add(
                    "The softmax cross entropy with hard labels attains no minimum: with distinct inputs no finite point is a local minimum of the objective with the neuron.");
                break;
            default:
                break;
        }
    }

    private static void AddRandomness(IReadOnlyList<LayerDefinition> layers, List<string> warnings)
    {
        if (layers.Any(layer => layer is Dropout { Rate: > 0 }))
        {
            warnings.Add("Dropout makes the training objective random; the theorems are about the deterministic one.");
        }
    }

    /// <summary>The field's name: who reads a warning need not have written a type's.</summary>
    private static string Name(Loss loss) => loss switch
    {
        PolynomialHinge => "polynomial hinge",
        Logistic => "logistic loss",
        Squared => "squared loss",
        OneHotSquared => "squared loss of one-hot classes",
        Huber => "Huber loss",
        SoftmaxCrossEntropy => "softmax cross entropy",
        _ => $"loss {loss.GetType().Name}",
    };

    private static double OutputBound(LayerDefinition layer) => layer switch
    {
        Dense dense => dense.Activation.Bound,
        Convolution2D convolution => convolution.Activation.Bound,
        _ => double.PositiveInfinity,
    };
}
