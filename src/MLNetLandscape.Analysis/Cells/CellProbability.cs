using MLNetLandscape.Analysis.Estimates;

namespace MLNetLandscape.Analysis.Cells;

/// <summary>What a <see cref="CellExperiment"/> found.</summary>
/// <param name="Experiment">What was asked.</param>
/// <param name="FullRank">The share of draws whose A has full column rank, so that the cell has one minimiser.</param>
/// <param name="Genuine">The share of those whose minimiser lies in the cell.</param>
public sealed record CellProbability(CellExperiment Experiment, Proportion FullRank, Proportion Genuine)
{
    /// <summary>Draws and counts.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="progress">Told the share that is done, from any thread.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CellProbability Estimate(
        CellExperiment experiment, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        long fullRank = 0, genuine = 0;
        Trials.Run(
            experiment.Draws,
            experiment.Threads,
            () => new CellDraw(experiment),
            (draw, index) =>
            {
                if (draw.Next(index))
                {
                    Interlocked.Increment(ref fullRank);
                    if (draw.IsGenuine())
                    {
                        Interlocked.Increment(ref genuine);
                    }
                }
            },
            progress,
            cancellationToken);
        return new CellProbability(experiment, new Proportion(fullRank, experiment.Draws), new Proportion(genuine, fullRank));
    }
}
