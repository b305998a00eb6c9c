namespace MLNetLandscape.Core.Experiments;

/// <summary>What a sweep of lambda found.</summary>
/// <param name="Plain">The network without the neuron.</param>
/// <param name="Points">One a lambda, in ascending order.</param>
/// <param name="DataWarnings">What a reader should know of the data, such as constant features.</param>
public sealed record LambdaSweepResult(LambdaSweepPoint Plain, IReadOnlyList<LambdaSweepPoint> Points, IReadOnlyList<string> DataWarnings)
{
    /// <summary>The point with the highest mean, the smallest lambda of equals; null if every training broke down.</summary>
    public LambdaSweepPoint? Best => Points.Where(point => point.Accuracy is not null).MaxBy(point => point.Accuracy!.Mean);

    /// <summary>The largest lambda whose mean is at most one standard error of the best below the best; the best itself where that has no standard error.</summary>
    /// <remarks>
    /// The one-standard-error rule: of the values that the data do not tell apart it takes the one that holds the neuron back most. Breiman, Friedman, Olshen, Stone,
    /// Classification and Regression Trees, 1984, section 3.4.3.
    /// </remarks>
    public LambdaSweepPoint? Chosen => Best is { Accuracy: { } best, StandardError: var error }
        ? Points.Last(point => point.Accuracy is { } accuracy && accuracy.Mean >= best.Mean - (error ?? 0) && (error is not null || point.Lambda == Best.Lambda))
        : null;
}
