using System.CommandLine;

namespace MLNetLandscape.Cli.Options;

/// <summary>An option whose text a function reads; help shows the text of the default, and a text that does not read is a usage error.</summary>
/// <typeparam name="T">What it is read as.</typeparam>
internal sealed class ParsedOption<T>
{
    private readonly Func<string, T> parse;

    /// <summary>Describes the option.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="fallback">The text that applies where none is given.</param>
    /// <param name="argument">What help calls the value.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="parse">Reads the text, or throws a <see cref="FormatException"/> with a message for the user.</param>
    public ParsedOption(string name, string fallback, string argument, string description, Func<string, T> parse)
    {
        this.parse = parse;
        Option = new Option<string>(name) { Description = description, HelpName = argument, DefaultValueFactory = _ => fallback };
        Option.Validators.Add(result =>
        {
            if (result.Tokens.Count != 1)
            {
                return;
            }

            try
            {
                parse(result.Tokens[0].Value);
            }
            catch (FormatException exception)
            {
                result.AddError($"{name}: {exception.Message}");
            }
        });
    }

    /// <summary>The option to add to a command.</summary>
    public Option<string> Option { get; }

    /// <summary>What the user asked for.</summary>
    public T Read(ParseResult result) => parse(result.GetRequiredValue(Option));
}
