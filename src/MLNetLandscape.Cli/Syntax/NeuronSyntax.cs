using System.Globalization;
using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Cli.Syntax;

/// <summary>How an exponential neuron is written on the command line.</summary>
internal static class NeuronSyntax
{
    /// <summary>What can be written where a neuron is required.</summary>
    public const string Choices = "exponential[:MAXIMUM-EXPONENT], monomial:P, layerwise or loss-factor";

    /// <summary>What can be written where there may be none.</summary>
    public const string OptionalChoices = "none, " + Choices;

    /// <summary>Reads a neuron.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static NeuronDefinition Parse(string text) => Parse(text, Choices);

    /// <summary>Reads a neuron or none.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static NeuronDefinition? ParseOptional(string text) =>
        text.Trim().Equals("none", StringComparison.OrdinalIgnoreCase) ? null : Parse(text, OptionalChoices);

    /// <summary>Writes a neuron as <see cref="ParseOptional"/> reads it.</summary>
    public static string Format(NeuronDefinition? neuron) => neuron switch
    {
        null => "none",
        SkipNeuron skip => string.Create(CultureInfo.InvariantCulture, $"exponential:{skip.MaximumExponent}"),
        MonomialNeuron monomial => $"monomial:{monomial.Power}",
        LayerwiseNeurons layerwise => string.Create(CultureInfo.InvariantCulture, $"layerwise:{layerwise.MaximumExponent}"),
        LossFactorNeuron factor => string.Create(CultureInfo.InvariantCulture, $"loss-factor:{factor.MaximumExponent}"),
        _ => neuron.GetType().Name,
    };

    private static NeuronDefinition Parse(string text, string choices)
    {
        NamedValue value = NamedValue.Parse(text).WithAtMost(1);
        return value.Name switch
        {
            "exponential" => new SkipNeuron(Clamp(value, new SkipNeuron().MaximumExponent)),
            "monomial" => new MonomialNeuron(Power(value)),
            "layerwise" => new LayerwiseNeurons(Clamp(value, new LayerwiseNeurons().MaximumExponent)),
            "loss-factor" => new LossFactorNeuron(Clamp(value, new LossFactorNeuron().MaximumExponent)),
            _ => throw NamedValue.Unknown("neuron", text, choices),
        };
    }

    private static double Clamp(NamedValue value, double fallback)
    {
        double clamp = value.NumberAt(0, fallback);
        return clamp > 0
            ? clamp
            : throw new FormatException($"The maximum exponent of {value.Name} must be positive, but was {clamp}. {fallback} is the default.");
    }

    private static int Power(NamedValue value)
    {
        int power = value.IntegerAt(0, 0);
        return power >= 1
            ? power
            : throw new FormatException(value.Arguments.Count == 0
                ? "monomial needs its power, at least 1, after a colon: monomial:3."
                : $"The power of monomial must be at least 1, but was {power}. monomial:3 is a start.");
    }
}
