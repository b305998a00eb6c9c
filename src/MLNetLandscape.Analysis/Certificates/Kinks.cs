using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Certificates;

/// <summary>Where an objective has no gradient: only there a gradient that does not vanish may be of no use.</summary>
internal static class Kinks
{
    /// <summary>What the objective owes its kinks to, "Relu" or "the L1 penalty"; empty for one that is continuously differentiable everywhere.</summary>
    /// <remarks>All losses here are: the polynomial hinge has p >= 3, and Huber's slope is continuous. Clamps of exponents count where <paramref name="isClamped"/>.</remarks>
    /// <param name="objective">The objective.</param>
    /// <param name="isClamped">Whether an exponent of the neuron is clamped at the point.</param>
    public static IReadOnlyList<string> Of(NetworkObjective objective, bool isClamped)
    {
        List<string> kinks = [.. objective.Definition.Layers.SelectMany(Of)];
        if (objective.Regularization.L1 > 0)
        {
            kinks.Add("the L1 penalty");
        }

        if (isClamped)
        {
            kinks.Add("the clamp of the exponents");
        }

        return [.. kinks.Distinct()];
    }

    private static IEnumerable<string> Of(LayerDefinition layer) => layer switch
    {
        Dense dense => Of(dense.Activation),
        Convolution2D convolution => Of(convolution.Activation),
        Elman elman => Of(elman.Activation),
        MaxPooling2D or MaximumConcatenation => [layer.GetType().Name],
        ResidualBlock block => block.Body.SelectMany(Of),
        Concatenation concatenation => concatenation.Branches.SelectMany(branch => branch.Layers).SelectMany(Of),
        WithExponentialUnit unit => Of(unit.Inner),
        _ => [],
    };

    private static IEnumerable<string> Of(Activation activation) => activation is { IsPiecewiseLinear: true } and not Identity ? [activation.GetType().Name] : [];
}
