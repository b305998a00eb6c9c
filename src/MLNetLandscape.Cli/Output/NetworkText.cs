using MLNetLandscape.Cli.Syntax;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Cli.Output;

/// <summary>A network in one line: sizes and activations.</summary>
internal static class NetworkText
{
    /// <summary>For instance 30 - 64 relu - 32 relu - 1 tanh.</summary>
    public static string Of(NetworkDefinition network) =>
        string.Join(" - ", network.Layers.Select(Layer).Prepend(network.Input.ToString()));

    private static string Layer(LayerDefinition layer) => layer switch
    {
        Dense dense => $"{dense.Units} {ActivationSyntax.Format(dense.Activation)}",
        Dropout dropout => FormattableString.Invariant($"dropout {dropout.Rate}"),
        _ => layer.GetType().Name,
    };
}
