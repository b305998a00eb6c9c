using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Progress;

/// <summary>Tells two listeners of each epoch.</summary>
internal sealed class ProgressPair : IProgress<EpochProgress>
{
    private readonly IProgress<EpochProgress> first;
    private readonly IProgress<EpochProgress> second;

    private ProgressPair(IProgress<EpochProgress> first, IProgress<EpochProgress> second) => (this.first, this.second) = (first, second);

    /// <summary>Whoever of the two wants to hear; null if nobody does.</summary>
    public static IProgress<EpochProgress>? Of(IProgress<EpochProgress>? first, IProgress<EpochProgress>? second) =>
        first is null ? second : second is null ? first : new ProgressPair(first, second);

    public void Report(EpochProgress value)
    {
        first.Report(value);
        second.Report(value);
    }
}
