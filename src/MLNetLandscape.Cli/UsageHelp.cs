using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace MLNetLandscape.Cli;

/// <summary>Shows a command's help without the arguments of the commands above it, of which none goes with a command below.</summary>
internal sealed class UsageHelp(HelpAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        for (SymbolResult? above = parseResult.CommandResult.Parent; above is CommandResult parent; above = parent.Parent)
        {
            foreach (Argument argument in parent.Command.Arguments)
            {
                argument.Hidden = true;
            }
        }

        return help.Invoke(parseResult);
    }
}
