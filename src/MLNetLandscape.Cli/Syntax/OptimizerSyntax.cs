using System.Globalization;
using MLNetLandscape.Core.Optimizers;

namespace MLNetLandscape.Cli.Syntax;

/// <summary>How a first-order method is written on the command line.</summary>
internal static class OptimizerSyntax
{
    /// <summary>What can be written.</summary>
    public const string Choices = "adam, adamw[:DECAY], sgd[:MOMENTUM], nesterov[:MOMENTUM] or rmsprop[:SMOOTHING]";

    private const double UsualMomentum = 0.9;

    /// <summary>Reads a method.</summary>
    /// <exception cref="FormatException">It is not one, or its argument is out of range.</exception>
    public static Optimizer Parse(string text) => Parse(text, Choices);

    /// <summary>Reads a method where more can be written, which the message about another text is to name.</summary>
    /// <exception cref="FormatException">It is not one, or its argument is out of range.</exception>
    public static Optimizer Parse(string text, string choices)
    {
        NamedValue value = NamedValue.Parse(text);
        try
        {
            return value.Name switch
            {
                "adam" => WithoutArguments(value, new Adam()),
                "adamw" => new AdamW(value.WithAtMost(1).NumberAt(0, new AdamW().WeightDecay)),
                "sgd" => new Sgd(value.WithAtMost(1).NumberAt(0, 0)),
                "nesterov" => new Sgd(value.WithAtMost(1).NumberAt(0, UsualMomentum), Nesterov: true),
                "rmsprop" => new RmsProp(value.WithAtMost(1).NumberAt(0, new RmsProp().Smoothing)),
                _ => throw NamedValue.Unknown("optimizer", text, choices),
            };
        }
        catch (ArgumentException exception)
        {
            throw new FormatException(ErrorText.Of(exception), exception);
        }
    }

    /// <summary>Writes a method as <see cref="Parse(string)"/> reads it.</summary>
    public static string Format(Optimizer optimizer) => optimizer switch
    {
        AdamW adam => string.Create(CultureInfo.InvariantCulture, $"adamw:{adam.WeightDecay}"),
        Sgd { Nesterov: true } sgd => string.Create(CultureInfo.InvariantCulture, $"nesterov:{sgd.Momentum}"),
        Sgd { Momentum: 0 } => "sgd",
        Sgd sgd => string.Create(CultureInfo.InvariantCulture, $"sgd:{sgd.Momentum}"),
        RmsProp rms => string.Create(CultureInfo.InvariantCulture, $"rmsprop:{rms.Smoothing}"),
        _ => optimizer.GetType().Name.ToLowerInvariant(),
    };

    private static Optimizer WithoutArguments(NamedValue value, Optimizer optimizer)
    {
        value.WithAtMost(0);
        return optimizer;
    }
}
