using MLNetLandscape.Core.Schedules;

namespace MLNetLandscape.Cli.Syntax;

/// <summary>How a learning-rate schedule is written on the command line; the rate itself is an option of its own.</summary>
internal static class ScheduleSyntax
{
    /// <summary>What can be written.</summary>
    public const string Choices = "constant, step:EVERY[,FACTOR], cosine[:MINIMUM] or polynomial[:POWER[,END]]";

    /// <summary>Reads a schedule that starts at the given rate.</summary>
    /// <exception cref="FormatException">It is not one, or an argument is out of range.</exception>
    public static Schedule Parse(string text, double rate)
    {
        NamedValue value = NamedValue.Parse(text).WithAtMost(2);
        try
        {
            return value.Name switch
            {
                "constant" => Constant(value, rate),
                "step" => Step(value, rate),
                "cosine" => new Cosine(rate, value.WithAtMost(1).NumberAt(0, 0)),
                "polynomial" => new Polynomial(rate, value.NumberAt(1, 0), value.NumberAt(0, 1)),
                _ => throw NamedValue.Unknown("schedule", text, Choices),
            };
        }
        catch (ArgumentException exception)
        {
            throw new FormatException(ErrorText.Of(exception), exception);
        }
    }

    private static Constant Constant(NamedValue value, double rate)
    {
        value.WithAtMost(0);
        return new Constant(rate);
    }

    private static StepDecay Step(NamedValue value, double rate) => value.Arguments.Count == 0
        ? throw new FormatException("step needs the epochs between steps after a colon: step:100 or step:100,0.1.")
        : new StepDecay(rate, value.NumberAt(1, 0.1), value.IntegerAt(0, 1));
}
