using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Training;

/// <summary>A checkpoint in a file of the user's, written every some epochs and at the end.</summary>
internal sealed class CheckpointPath(string path, int interval) : ICheckpointPlace
{
    /// <inheritdoc/>
    public string Name => $"'{path}'";

    /// <inheritdoc/>
    public string Remedy => "Delete it to start afresh, or name another file.";

    /// <inheritdoc/>
    public bool ReportsAgain => false;

    /// <inheritdoc/>
    public bool IsDue(int epochs, bool isLast) => isLast || epochs % interval == 0;

    /// <inheritdoc/>
    public Stream? Open() => File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read) : null;

    /// <inheritdoc/>
    public void Write(Action<Stream> write) => AtomicFile.Write(path, write);
}
