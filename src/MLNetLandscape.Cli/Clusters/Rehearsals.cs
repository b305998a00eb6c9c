using System.CommandLine;
using MathNet.Numerics.Statistics;
using MLNetLandscape.Cli.Commands;
using MLNetLandscape.Cluster.Rehearsals;

namespace MLNetLandscape.Cli.Clusters;

/// <summary>One execution of landscape cluster rehearse: rehearsals with the same work in turn, so that what else the machine does meets all alike.</summary>
internal sealed class Rehearsals(Terminal terminal, RehearseCommand command, ParseResult arguments, ClusterSession session, string settings)
{
    /// <summary>Rehearses, and compares the rates.</summary>
    /// <returns>The exit code: failure where a trial is lost or wrong.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        double roundsPerSecond = command.RoundsPerSecond.Read(arguments) ?? RehearsalTrial.MeasureRoundsPerSecond();
        int[] workers = [.. command.Workers.Read(arguments)];
        List<double[]> rates = [];
        bool isRight = true;
        for (int round = 0; round < command.Repeat.Read(arguments); round++)
        {
            double[] ofRound = new double[workers.Length];
            foreach ((int i, int count) in workers.Index())
            {
                (bool isThisRight, ofRound[i]) = await new Rehearsal(terminal, command, arguments, session, settings, count, roundsPerSecond).RunAsync(cancellationToken).ConfigureAwait(false);
                isRight &= isThisRight;
            }

            rates.Add(ofRound);
        }

        for (int i = 1; i < workers.Length; i++)
        {
            double[] ratios = [.. rates.Select(round => round[i] / round[0])];
            terminal.Output.WriteLine(FormattableString.Invariant(
                $"{workers[i]} workers reach {ratios.Median():0.00} times the rate of {workers[0]} (median of {ratios.Length}; {ratios.Min():0.00} to {ratios.Max():0.00})"));
        }

        return isRight ? ExitCode.Success : ExitCode.Failure;
    }
}
