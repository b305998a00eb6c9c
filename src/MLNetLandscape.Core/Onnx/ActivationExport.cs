using MLNetLandscape.Core.Activations;

namespace MLNetLandscape.Core.Onnx;

/// <summary>Writes activations.</summary>
internal static class ActivationExport
{
    /// <summary>Adds f(z) and returns its tensor's name; the identity adds nothing.</summary>
    /// <exception cref="ArgumentException">The activation has no ONNX form.</exception>
    public static string Write(OnnxGraph graph, OnnxScope scope, Activation activation, string z) => activation switch
    {
        Identity => z,
        Relu => graph.AddNode("Relu", scope, [z]),
        LeakyRelu leaky => graph.AddNode("LeakyRelu", scope, [z], OnnxAttribute.Real("alpha", leaky.Slope)),
        Tanh => graph.AddNode("Tanh", scope, [z]),
        Sigmoid => graph.AddNode("Sigmoid", scope, [z]),
        Softplus => graph.AddNode("Softplus", scope, [z]),
        ClampedExponential exponential => WriteExponential(graph, scope, z, exponential.MaximumExponent),
        _ => throw new ArgumentException(
            $"{scope.Path}: the activation {activation.GetType().Name} has no ONNX form here. "
            + "Identity, Relu, LeakyRelu, Tanh, Sigmoid and Softplus have one."),
    };

    /// <summary>exp(min(z, m)).</summary>
    public static string WriteExponential(OnnxGraph graph, OnnxScope scope, string z, double maximumExponent)
    {
        string limit = graph.AddScalar($"{scope.Name}_maximum_exponent", maximumExponent);
        return graph.AddNode("Exp", scope, [graph.AddNode("Min", scope, [z, limit])]);
    }
}
