using System.Globalization;
using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.Cli.Syntax;

/// <summary>How a loss is written on the command line.</summary>
internal static class LossSyntax
{
    /// <summary>What can be written.</summary>
    public const string Choices = "hinge[:P], logistic, squared, huber[:THRESHOLD] or softmax";

    /// <summary>Reads a loss.</summary>
    /// <exception cref="FormatException">It is not one, or its argument is out of range.</exception>
    public static Loss Parse(string text)
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
                _ => throw NamedValue.Unknown("loss", text, Choices),
            };
        }
        catch (ArgumentException exception)
        {
            throw new FormatException(ErrorText.Of(exception), exception);
        }
    }

    /// <summary>Writes a loss as <see cref="Parse"/> reads it.</summary>
    public static string Format(Loss loss) => loss switch
    {
        PolynomialHinge hinge => $"hinge:{hinge.Power}",
        Huber huber => string.Create(CultureInfo.InvariantCulture, $"huber:{huber.Threshold}"),
        SoftmaxCrossEntropy => "softmax",
        _ => loss.GetType().Name.ToLowerInvariant(),
    };

    private static Loss Plain(NamedValue value, Loss loss)
    {
        value.WithAtMost(0);
        return loss;
    }
}
