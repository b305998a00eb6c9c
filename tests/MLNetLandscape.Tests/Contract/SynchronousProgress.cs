using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Tests.Contract;

/// <summary>Progress that is called on the training's own thread.</summary>
internal sealed class SynchronousProgress(Action<EpochProgress> report) : IProgress<EpochProgress>
{
    public int Count { get; private set; }

    public void Report(EpochProgress value)
    {
        Count++;
        report(value);
    }
}
