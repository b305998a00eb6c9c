using MLNetLandscape.Core.Pretraining;

namespace MLNetLandscape.Cli.Syntax;

/// <summary>How supervised pretraining is written on the command line.</summary>
internal static class PretrainingSyntax
{
    /// <summary>What can be written.</summary>
    public const string Choices = "none, or neurons[:CANDIDATES[,CHANGES]] with the improving candidates to choose each neuron from, 1 by default, and the perturbations to try after each, 0 by default";

    /// <summary>Reads pretraining, or none.</summary>
    /// <exception cref="FormatException">It is neither, or a number is out of range.</exception>
    public static NetworkPretraining? Parse(string text)
    {
        NamedValue value = NamedValue.Parse(text);
        try
        {
            return value.Name switch
            {
                "none" => None(value),
                "neurons" => new NetworkPretraining { Search = Search(value.WithAtMost(2)) },
                _ => throw NamedValue.Unknown("pretraining", text, "none or neurons[:CANDIDATES[,CHANGES]]"),
            };
        }
        catch (ArgumentException exception)
        {
            throw new FormatException(ErrorText.Of(exception), exception);
        }
    }

    /// <summary>Writes pretraining as <see cref="Parse"/> reads it.</summary>
    public static string Format(NetworkPretraining? pretraining) =>
        pretraining is null ? "none" : $"neurons:{pretraining.Search.Candidates},{pretraining.Search.Changes}";

    private static NetworkPretraining? None(NamedValue value)
    {
        value.WithAtMost(0);
        return null;
    }

    private static NeuronSearch Search(NamedValue value) =>
        new() { Candidates = value.IntegerAt(0, 1), Changes = value.IntegerAt(1, 0) };
}
