using System.Numerics.Tensors;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Core.Objectives;

/// <summary>The penalties of a <see cref="Regularization"/> on the parameters of one network: L1 sum |w| + L2/2 sum w^2 + c sum a^(2m).</summary>
/// <remarks>
/// w runs over weights; a over the scales of exponential neurons, with m = 1 and c = lambda/2 for skip and monomial neurons, m = 1 and c = lambda for
/// the loss factor, m = L and c = lambda/2 for layerwise units. Ranges may be processed by several threads.
/// </remarks>
internal sealed class Penalty<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly (int Start, int End)[] weights;
    private readonly int[] scales;
    private readonly double factor;
    private readonly int halfPower;
    private readonly T l1;
    private readonly T l2;

    public Penalty(NetworkPlan plan, Regularization regularization)
    {
        l1 = T.CreateTruncating(regularization.L1);
        l2 = T.CreateTruncating(regularization.L2);
        NeuronDefinition? neuron = plan.Definition.Neuron;
        factor = neuron is LossFactorNeuron ? regularization.Lambda : regularization.Lambda / 2;
        halfPower = neuron is LayerwiseNeurons ? LayerwisePlan.UnitCount(plan.Definition.Layers) : 1;
        weights = regularization.L1 == 0 && regularization.L2 == 0 ? [] : [.. plan.Layout.Entries.SelectMany(WeightRanges)];
        scales = regularization.Lambda == 0 ? [] : [.. plan.Layout.Entries.SelectMany(entry => entry.ScaleIndices)];
    }

    /// <summary>The value.</summary>
    public double Value(ReadOnlySpan<T> parameters)
    {
        double sum = 0;
        foreach ((int start, int end) in weights)
        {
            ReadOnlySpan<T> block = parameters[start..end];
            sum += double.CreateTruncating(l1 * TensorPrimitives.SumOfMagnitudes(block))
                + double.CreateTruncating(l2 * TensorPrimitives.SumOfSquares(block) / T.CreateTruncating(2));
        }

        return sum + ScaleValue(parameters);
    }

    /// <summary>Adds the gradient with respect to the parameters from <paramref name="start"/> on, as many as <paramref name="gradient"/> has numbers.</summary>
    public void AddGradient(ReadOnlySpan<T> parameters, Span<T> gradient, int start)
    {
        int end = start + gradient.Length;
        foreach ((int first, int last) in weights)
        {
            for (int i = Math.Max(first, start); i < Math.Min(last, end); i++)
            {
                T w = parameters[i];
                gradient[i - start] += (l2 * w) + (T.IsZero(w) ? T.Zero : T.CopySign(l1, w));
            }
        }

        foreach (int i in scales)
        {
            if (i >= start && i < end)
            {
                gradient[i - start] += T.CreateTruncating(2 * halfPower * factor) * Power(parameters[i], (2 * halfPower) - 1);
            }
        }
    }

    /// <summary>Adds the product of the Hessian with a vector.</summary>
    public void AddHessianProduct(ReadOnlySpan<T> parameters, ReadOnlySpan<T> vector, Span<T> product)
    {
        foreach ((int first, int last) in weights)
        {
            for (int i = first; i < last; i++)
            {
                product[i] += l2 * vector[i];
            }
        }

        foreach (int i in scales)
        {
            T curvature = T.CreateTruncating(2 * halfPower * ((2 * halfPower) - 1) * factor) * Power(parameters[i], (2 * halfPower) - 2);
            product[i] += curvature * vector[i];
        }
    }

    private static IEnumerable<(int Start, int End)> WeightRanges(ParameterEntry entry)
    {
        if (entry.Block.Role != ParameterRole.Weight)
        {
            return [];
        }

        int columns = entry.Block.Columns;
        return entry.ScaleColumn < 0
            ? [(entry.Offset, entry.End)]
            : Enumerable.Range(0, entry.Block.Rows).Select(row => (entry.Offset + (row * columns), entry.Offset + (row * columns) + entry.ScaleColumn));
    }

    private static T Power(T a, int exponent)
    {
        T result = T.One;
        for (int i = 0; i < exponent; i++)
        {
            result *= a;
        }

        return result;
    }

    private double ScaleValue(ReadOnlySpan<T> parameters)
    {
        double sum = 0;
        foreach (int i in scales)
        {
            sum += double.CreateTruncating(Power(parameters[i], 2 * halfPower));
        }

        return factor * sum;
    }
}
