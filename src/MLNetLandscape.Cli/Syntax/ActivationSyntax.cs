using System.Globalization;
using MLNetLandscape.Core.Activations;

namespace MLNetLandscape.Cli.Syntax;

/// <summary>How an activation is written on the command line.</summary>
internal static class ActivationSyntax
{
    /// <summary>What can be written.</summary>
    public const string Choices = "relu, leaky-relu[:SLOPE], tanh, sigmoid, softplus or identity";

    /// <summary>Reads an activation.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static Activation Parse(string text)
    {
        NamedValue value = NamedValue.Parse(text);
        return value.Name switch
        {
            "relu" => Plain(value, new Relu()),
            "leaky-relu" or "leaky_relu" => LeakyRelu(value.WithAtMost(1)),
            "tanh" => Plain(value, new Tanh()),
            "sigmoid" => Plain(value, new Sigmoid()),
            "softplus" => Plain(value, new Softplus()),
            "identity" or "linear" => Plain(value, new Identity()),
            _ => throw NamedValue.Unknown("activation", text, Choices),
        };
    }

    /// <summary>Writes an activation as <see cref="Parse"/> reads it.</summary>
    public static string Format(Activation activation) => activation switch
    {
        Core.Activations.LeakyRelu leaky => string.Create(CultureInfo.InvariantCulture, $"leaky-relu:{leaky.Slope}"),
        _ => activation.GetType().Name.ToLowerInvariant(),
    };

    private static LeakyRelu LeakyRelu(NamedValue value)
    {
        double slope = value.NumberAt(0, new LeakyRelu().Slope);
        return slope is > 0 and < 1
            ? new LeakyRelu(slope)
            : throw new FormatException($"The slope of leaky-relu must lie between 0 and 1, both excluded, but was {slope}. 0.01 is usual.");
    }

    private static Activation Plain(NamedValue value, Activation activation)
    {
        value.WithAtMost(0);
        return activation;
    }
}
