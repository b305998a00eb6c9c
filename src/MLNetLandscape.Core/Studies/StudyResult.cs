namespace MLNetLandscape.Core.Studies;

/// <summary>How a study ended.</summary>
/// <param name="Name">The study.</param>
/// <param name="Trials">How each trial ended, in the order of the definition.</param>
public sealed record StudyResult(string Name, IReadOnlyList<TrialOutcome> Trials)
{
    /// <summary>Whether every trial has a result.</summary>
    public bool IsComplete => Trials.All(trial => trial.State == TrialState.Done);

    /// <summary>The trials that failed.</summary>
    public IEnumerable<TrialOutcome> Failures => Trials.Where(trial => trial.State == TrialState.Failed);

    /// <summary>The result of every trial, read as a record.</summary>
    /// <exception cref="StudyException">A trial has none; the message names the first.</exception>
    public IReadOnlyList<T> Read<T>()
        where T : notnull =>
        [.. Trials.Select(trial => trial.Result is { } result ? TrialJson.Read<T>(result) : throw StudyException.Of(Name, trial))];
}
