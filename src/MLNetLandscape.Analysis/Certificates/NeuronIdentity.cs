using System.Numerics.Tensors;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Certificates;

/// <summary>What the gradient by a neuron's own parameters says at every point, whatever the loss: that it cannot vanish while the scale a is not 0.</summary>
/// <remarks>
/// <para>With g = dE/df and u = w'x + b, summed over rows and, for several outputs, over these:</para>
/// <para>Exponential, f = f0 + a e^u: dE/da = sum g e^u + lambda a and dE/db = sum g a e^u, so a dE/da - dE/db = lambda a^2.</para>
/// <para>Monomial, f = f0 + a u^p: dE/da = sum g u^p + lambda a, and w'dE/dw + b dE/db = sum g a p u^(p-1) (w'x + b) = p sum g a u^p, so
/// a dE/da - (w'dE/dw + b dE/db) / p = lambda a^2.</para>
/// <para>Loss factor, E = L (1 + q^2) + lambda a^2 with q = a e^b - 1: dE/da = 2 L q e^b + 2 lambda a and dE/db = 2 L q a e^b, so a dE/da - dE/db = 2 lambda a^2.</para>
/// <para>Each is the derivative along a path on which all but the penalty stays: a e^-t, b + t, and a c^-p, c w, c b. Where an exponent is clamped, neither holds.
/// Sources of the forms: Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671; Sohl-Dickstein and Kawaguchi 2019, arXiv:1901.03909.</para>
/// </remarks>
/// <param name="Formula">The identity.</param>
/// <param name="Path">The path.</param>
/// <param name="Left">Its left side, by the gradient.</param>
/// <param name="Right">Its right side, by a and lambda.</param>
internal sealed record NeuronIdentity(string Formula, string Path, double Left, double Right)
{
    /// <summary>The identity of the objective's neuron; null without one, and for one in each layer.</summary>
    public static NeuronIdentity? Of(NetworkObjective objective, ReadOnlySpan<double> parameters, ReadOnlySpan<double> gradient)
    {
        if (objective.Definition.Neuron is null or LayerwiseNeurons)
        {
            return null;
        }

        ParameterLayout layout = objective.Layout;
        double squares = objective.Regularization.Lambda * Product(layout, ParameterRole.NeuronScale, parameters, parameters);
        double byScale = Product(layout, ParameterRole.NeuronScale, parameters, gradient);
        switch (objective.Definition.Neuron)
        {
            case MonomialNeuron monomial:
                double bySize = Product(layout, ParameterRole.NeuronWeight, parameters, gradient) + Product(layout, ParameterRole.NeuronBias, parameters, gradient);
                return new("a dE/da - (w'dE/dw + b dE/db) / p = lambda a^2", "a c^-p, c w, c b", byScale - (bySize / monomial.Power), squares);
            case LossFactorNeuron:
                return new("a dE/da - dE/db = 2 lambda a^2", "a e^-t, b + t", byScale - Sum(layout, ParameterRole.NeuronBias, gradient), 2 * squares);
            default:
                return new("a dE/da - dE/db = lambda a^2", "a e^-t, b + t", byScale - Sum(layout, ParameterRole.NeuronBias, gradient), squares);
        }
    }

    private static double Product(ParameterLayout layout, ParameterRole role, ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ParameterEntry entry = layout.FindNeuron(role)!;
        return TensorPrimitives.Dot(first[entry.Offset..entry.End], second[entry.Offset..entry.End]);
    }

    private static double Sum(ParameterLayout layout, ParameterRole role, ReadOnlySpan<double> values)
    {
        ParameterEntry entry = layout.FindNeuron(role)!;
        return TensorPrimitives.Sum(values[entry.Offset..entry.End]);
    }
}
