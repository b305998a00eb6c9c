using MLNetLandscape.Analysis.Estimates;

namespace MLNetLandscape.Analysis.Ranks;

/// <summary>What a <see cref="RankExperiment"/> found.</summary>
/// <param name="Experiment">What was asked.</param>
/// <param name="FullRank">The share of networks whose Jacobian has rank n.</param>
/// <param name="SmallestNonzero">The least ratio of a singular value that counts to the largest, over all trials: far above the tolerance, the ranks are beyond doubt.</param>
/// <param name="LargestZero">The largest ratio of a singular value that does not count to the largest, over all trials; 0 where all count.</param>
public sealed record RankProbability(RankExperiment Experiment, Proportion FullRank, double SmallestNonzero, double LargestZero)
{
    /// <summary>Draws and counts.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="progress">Told the share that is done, from any thread.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RankProbability Estimate(RankExperiment experiment, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        SingularSpectrum[] spectra = new SingularSpectrum[experiment.Trials];
        Trials.Run(
            experiment.Trials,
            experiment.Threads,
            () => new RankDraw(experiment),
            (draw, index) => spectra[index] = draw.Next(index),
            progress,
            cancellationToken);
        double smallest = spectra.Min(spectrum => spectrum.Rank == 0 ? double.PositiveInfinity : spectrum.Values[spectrum.Rank - 1] / spectrum.Values[0]);
        double largest = spectra.Max(spectrum => spectrum.Rank == 0 || spectrum.Rank == spectrum.Values.Count ? 0 : spectrum.Values[spectrum.Rank] / spectrum.Values[0]);
        return new RankProbability(
            experiment, new Proportion(spectra.Count(spectrum => spectrum.HasFullRowRank), experiment.Trials), smallest, largest);
    }

    /// <summary>The phase-transition table: one entry for every pair of a number of features and a number of units, features first.</summary>
    /// <param name="common">Rows, trials, tolerance, seed and threads of every entry.</param>
    /// <param name="inputs">Numbers of features.</param>
    /// <param name="units">Numbers of hidden units.</param>
    /// <param name="progress">Told the share that is done, from any thread.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static IReadOnlyList<RankProbability> Table(
        RankExperiment common, IReadOnlyList<int> inputs, IReadOnlyList<int> units, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(units);
        List<RankProbability> table = [];
        foreach (int d0 in inputs)
        {
            foreach (int d1 in units)
            {
                table.Add(Estimate(common with { Inputs = d0, Units = d1 }, null, cancellationToken));
                progress?.Report((double)table.Count / (inputs.Count * units.Count));
            }
        }

        return table;
    }
}
