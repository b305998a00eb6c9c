namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>Reported after every training of a sweep, one report at a time.</summary>
/// <param name="Done">Trainings done, those of an earlier, interrupted sweep included.</param>
/// <param name="Total">Trainings in all.</param>
/// <param name="Run">The training that ended.</param>
public sealed record SweepProgress(int Done, int Total, SweepRun Run);
