namespace MLNetLandscape.Benchmarks.Programs;

/// <summary>What five cross-validated fits took; sklearn_fit.py prints the same.</summary>
/// <param name="Seconds">The fits alone: no loading, no standardisation.</param>
/// <param name="Accuracy">The mean accuracy on the held-out folds.</param>
/// <param name="SecondsPerRow">The median time of predicting one row.</param>
internal sealed record FitMeasurement(double Seconds, double Accuracy, double SecondsPerRow);
