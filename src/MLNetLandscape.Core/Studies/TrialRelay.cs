namespace MLNetLandscape.Core.Studies;

/// <summary>Passes a trial's steps on, on the thread that runs it.</summary>
internal sealed class TrialRelay(Action<TrialProgress> target) : IProgress<TrialProgress>
{
    /// <inheritdoc/>
    public void Report(TrialProgress value) => target(value);
}
