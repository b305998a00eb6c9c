using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Core.Onnx;

/// <summary>Writes the neuron beside the layers: f_k = f0_k + a_k phi(w_k'x + b_k).</summary>
internal static class NeuronExport
{
    /// <summary>The scope of the neuron's names.</summary>
    private static readonly OnnxScope Scope = new("neuron", "Neuron");

    /// <summary>Adds the neuron's term to the outputs; a neuron within the layers, or in the loss alone, adds nothing here.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="neuron">The neuron; null for none.</param>
    /// <param name="input">x, [N, d].</param>
    /// <param name="outputs">f0, [N, K].</param>
    /// <param name="parameters">a (K), w (K x d), b (K).</param>
    /// <returns>f.</returns>
    /// <exception cref="ArgumentException">The neuron has no ONNX form.</exception>
    public static OnnxValue Write(OnnxGraph graph, NeuronDefinition? neuron, OnnxValue input, OnnxValue outputs, ReadOnlySpan<float> parameters) =>
        neuron switch
        {
            null or LayerwiseNeurons or LossFactorNeuron => outputs,
            SkipNeuron skip => WriteTerm(
                graph, input, outputs, parameters, u => ActivationExport.WriteExponential(graph, Scope, u, skip.MaximumExponent)),
            MonomialNeuron monomial => WriteTerm(graph, input, outputs, parameters, u => WritePower(graph, u, monomial.Power)),
            _ => throw new ArgumentException(
                $"The neuron {neuron.GetType().Name} has no ONNX form here. SkipNeuron, MonomialNeuron, LayerwiseNeurons and LossFactorNeuron have one."),
        };

    private static OnnxValue WriteTerm(
        OnnxGraph graph, OnnxValue input, OnnxValue outputs, ReadOnlySpan<float> parameters, Func<string, string> writePhi)
    {
        int count = outputs.Shape.Size;
        int features = input.Shape.Size;
        string scale = graph.AddConstant("neuron_scale", parameters[..count], count);
        string weights = graph.AddConstant("neuron_weights", parameters.Slice(count, count * features), count, features);
        string bias = graph.AddConstant("neuron_bias", parameters[(count + (count * features))..], count);
        string u = graph.AddNode("Gemm", Scope, [input.Name, weights, bias], OnnxAttribute.Integer("transB", 1));
        string term = graph.AddNode("Mul", Scope, [writePhi(u), scale]);
        return outputs with { Name = graph.AddNode("Add", Scope, [outputs.Name, term]) };
    }

    /// <summary>u^p by squaring: the shader languages behind some runtimes leave pow undefined for negative u.</summary>
    private static string WritePower(OnnxGraph graph, string u, int power)
    {
        string? result = null;
        string square = u;
        while (true)
        {
            if ((power & 1) != 0)
            {
                result = result is null ? square : graph.AddNode("Mul", Scope, [result, square]);
            }

            power >>= 1;
            if (power == 0)
            {
                return result!;
            }

            square = graph.AddNode("Mul", Scope, [square, square]);
        }
    }
}
