using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Studies;

/// <summary>A training's checkpoint kept as its trial's. The last epoch writes none: the trial's result comes next.</summary>
internal sealed class TrialCheckpointPlace(ITrialCheckpoint checkpoint, bool reportsAgain) : ICheckpointPlace
{
    /// <inheritdoc/>
    public string Name => "The trial's checkpoint";

    /// <inheritdoc/>
    public string Remedy => "Submit the study under another name to start afresh.";

    /// <inheritdoc/>
    public bool ReportsAgain => reportsAgain;

    /// <inheritdoc/>
    public bool IsDue(int epochs, bool isLast) => !isLast && checkpoint.IsDue;

    /// <inheritdoc/>
    public Stream? Open() => checkpoint.Load() is { } content ? new MemoryStream(content, writable: false) : null;

    /// <inheritdoc/>
    public void Write(Action<Stream> write)
    {
        using MemoryStream content = new();
        write(content);
        checkpoint.Save(content.GetBuffer().AsSpan(0, (int)content.Length));
    }
}
