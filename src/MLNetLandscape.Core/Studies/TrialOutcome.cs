using System.Text.Json;

namespace MLNetLandscape.Core.Studies;

/// <summary>How a trial ended: done with a result, failed with an error, or cancelled.</summary>
public sealed record TrialOutcome
{
    /// <summary>The trial's <see cref="Trial.Key"/>.</summary>
    public required string Key { get; init; }

    /// <summary><see cref="TrialState.Done"/>, <see cref="TrialState.Failed"/> or <see cref="TrialState.Cancelled"/>.</summary>
    public required TrialState State { get; init; }

    /// <summary>What the trial computed; null unless it is done.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public TrialError? Error { get; init; }

    /// <summary>A trial with a result.</summary>
    public static TrialOutcome Done(string key, JsonElement result) => new() { Key = key, State = TrialState.Done, Result = result };

    /// <summary>A trial that failed.</summary>
    public static TrialOutcome Failed(string key, TrialError error) => new() { Key = key, State = TrialState.Failed, Error = error };

    /// <summary>A trial without a result, because its study was cancelled.</summary>
    public static TrialOutcome Cancelled(string key) => new() { Key = key, State = TrialState.Cancelled };
}
