using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Experiments;

/// <summary>Passes one training's epochs on as progress of the whole comparison, on the thread that trains.</summary>
internal sealed class EpochRelay(IProgress<ComparisonProgress> target, ComparisonArm arm, int run) : IProgress<EpochProgress>
{
    /// <inheritdoc/>
    public void Report(EpochProgress value) => target.Report(new ComparisonProgress(arm, run, value.Record.Epoch, value.Epochs));
}
