using System.Numerics.Tensors;

namespace MLNetLandscape.Core.Networks;

/// <summary>What a network's outputs say about classes.</summary>
public static class ClassOutputs
{
    /// <summary>The class, from 0, with the largest output; the first of equals. -1 where an output is not a number.</summary>
    /// <param name="outputs">One output a class, at least one.</param>
    public static int Largest(ReadOnlySpan<float> outputs)
    {
        int largest = TensorPrimitives.IndexOfMax(outputs);
        return float.IsNaN(outputs[largest]) ? -1 : largest;
    }

    /// <summary>Turns the outputs of a network that was trained with the softmax cross entropy into probabilities, in place.</summary>
    /// <remarks>p_k = exp(f_k - m) / sum_j exp(f_j - m), m = max f, summed in double precision: nothing overflows, and the sum is 1 but for rounding.</remarks>
    /// <param name="outputs">f, one output a class, at least one; receives p.</param>
    public static void Softmax(Span<float> outputs)
    {
        double largest = TensorPrimitives.Max<float>(outputs);
        double sum = 0;
        foreach (float output in outputs)
        {
            sum += Math.Exp(output - largest);
        }

        foreach (ref float output in outputs)
        {
            output = (float)(Math.Exp(output - largest) / sum);
        }
    }

    /// <summary>The probability 1 / (1 + exp(-f)) of the positive class by a network that was trained with the logistic loss.</summary>
    public static float Logistic(float output) => (float)(1 / (1 + Math.Exp(-output)));
}
