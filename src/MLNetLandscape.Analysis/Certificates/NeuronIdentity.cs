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
/// <para>A unit in each of L layers, e_l = exp(w_l'h + b_l) of the layer before, read by the columns a_l: the data term's derivatives satisfy a_l'dE/da_l = dE/db_l, and the
/// penalty is lambda/2 sum a^(2L), so sum (a dE/da - dE/db) = lambda L sum a^(2L), over all units and their readers.</para>
/// <para>Loss factor, E = L (1 + q^2) + lambda a^2 with q = a e^b - 1: dE/da = 2 L q e^b + 2 lambda a and dE/db = 2 L q a e^b, so a dE/da - dE/db = 2 lambda a^2.</para>
/// <para>Each is the derivative along a path on which all but the penalty stays: a e^-t, b + t, and a c^-p, c w, c b. Where an exponent is clamped, none holds.
/// Sources of the forms: Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671; Sohl-Dickstein and Kawaguchi 2019, arXiv:1901.03909.</para>
/// </remarks>
/// <param name="Formula">The identity.</param>
/// <param name="Path">The path.</param>
/// <param name="Left">Its left side, by the gradient.</param>
/// <param name="Right">Its right side, by a and lambda.</param>
internal sealed record NeuronIdentity(string Formula, string Path, double Left, double Right)
{
    /// <summary>The identity of the objective's neuron, or of all of them together; null without one.</summary>
    public static NeuronIdentity? Of(NetworkObjective objective, ReadOnlySpan<double> parameters, ReadOnlySpan<double> gradient)
    {
        ParameterLayout layout = objective.Layout;
        double lambda = objective.Regularization.Lambda;
        int[] scales = [.. layout.Entries.SelectMany(entry => entry.ScaleIndices)];
        int[] biases = Indices(layout, ParameterRole.NeuronBias);
        double[] a = Gather(scales, parameters);
        double squares = lambda * TensorPrimitives.SumOfSquares<double>(a);
        double byScale = TensorPrimitives.Dot<double>(a, Gather(scales, gradient));
        double byBias = TensorPrimitives.Sum<double>(Gather(biases, gradient));
        switch (objective.Definition.Neuron)
        {
            case null:
                return null;
            case MonomialNeuron monomial:
                int[] size = [.. Indices(layout, ParameterRole.NeuronWeight), .. biases];
                double bySize = TensorPrimitives.Dot<double>(Gather(size, parameters), Gather(size, gradient));
                return new("a dE/da - (w'dE/dw + b dE/db) / p = lambda a^2", "a c^-p, c w, c b", byScale - (bySize / monomial.Power), squares);
            case LossFactorNeuron:
                return new("a dE/da - dE/db = 2 lambda a^2", "a e^-t, b + t", byScale - byBias, 2 * squares);
            case LayerwiseNeurons:
                int units = biases.Length;
                return new(
                    "sum (a dE/da - dE/db) = lambda L sum a^(2L)", "a e^-t, b + t of all layers", byScale - byBias, lambda * units * a.Sum(scale => Math.Pow(scale, 2 * units)));
            default:
                return new("a dE/da - dE/db = lambda a^2", "a e^-t, b + t", byScale - byBias, squares);
        }
    }

    private static int[] Indices(ParameterLayout layout, ParameterRole role) =>
        [.. layout.Entries.Where(entry => entry.Block.Role == role).SelectMany(entry => Enumerable.Range(entry.Offset, entry.Block.Length))];

    private static double[] Gather(int[] indices, ReadOnlySpan<double> values)
    {
        double[] gathered = new double[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            gathered[i] = values[indices[i]];
        }

        return gathered;
    }
}
