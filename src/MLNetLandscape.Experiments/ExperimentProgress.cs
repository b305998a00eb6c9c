namespace MLNetLandscape.Experiments;

/// <summary>How far an experiment is.</summary>
/// <param name="Done">Trials that are done.</param>
/// <param name="Total">All trials.</param>
/// <param name="Share">The share of the work that is done, running trials and their cost included, from 0 to 1.</param>
/// <param name="Left">The time that is left, from what this run has done so far; null until there is something to go by.</param>
public readonly record struct ExperimentProgress(int Done, int Total, double Share, TimeSpan? Left);
