using System.Globalization;
using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.Cli.Syntax;

/// <summary>How a loss is written on the command line.</summary>
internal static class LossSyntax
{
    /// <summary>What can be written.</summary>
    public const string Choices = "hinge[:P], logistic, squared, huber[:THRESHOLD] or softmax";

    /// <summary>What can be written where the task may choose.</summary>
    public const string OptionalChoices = "auto, " + Choices;

    /// <summary>What can be written for labels -1 and +1.</summary>
    public const string SignChoices = "hinge[:P] or logistic";

    /// <summary>Reads a loss.</summary>
    /// <exception cref="FormatException">It is not one, or its argument is out of range.</exception>
    public static Loss Parse(string text) => Parse(text, Choices);

    /// <summary>Reads a loss of labels -1 and +1.</summary>
    /// <exception cref="FormatException">It is not one, or its argument is out of range.</exception>
    public static Loss ParseSign(string text)
    {
        Loss loss = Parse(text, SignChoices);
        return loss.Target == TargetKind.Sign
            ? loss
            : throw new FormatException($"{Format(loss)} does not take labels -1 and +1. Choose {SignChoices}.");
    }

    /// <summary>Reads a loss, or none where the task is to choose it.</summary>
    /// <exception cref="FormatException">It is neither, or its argument is out of range.</exception>
    public static Loss? ParseOptional(string text) => text == "auto" ? null : Parse(text, OptionalChoices);

    /// <summary>Writes a loss as <see cref="Parse(string)"/> reads it.</summary>
    public static string Format(Loss loss) => loss switch
    {
        PolynomialHinge hinge => $"hinge:{hinge.Power}",
        Huber huber => string.Create(CultureInfo.InvariantCulture, $"huber:{huber.Threshold}"),
        SoftmaxCrossEntropy => "softmax",
        _ => loss.GetType().Name.ToLowerInvariant(),
    };

    private static Loss Parse(string text, string choices)
    {
        NamedValue value = NamedValue.Parse(text);
        try
        {
            return value.Name switch
            {
                "hinge" => new PolynomialHinge(value.WithAtMost(1).IntegerAt(0, 3)),
                "logistic" => Plain(value, new Logistic()),
                "squared" => Plain(value, new Squared()),
                "huber" => new Huber(value.WithAtMost(1).NumberAt(0, 1)),
                "softmax" => Plain(value, new SoftmaxCrossEntropy()),
                _ => throw NamedValue.Unknown("loss", text, choices),
            };
        }
        catch (ArgumentException exception)
        {
            throw new FormatException(ErrorText.Of(exception), exception);
        }
    }

    private static Loss Plain(NamedValue value, Loss loss)
    {
        value.WithAtMost(0);
        return loss;
    }
}
