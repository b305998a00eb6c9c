using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Studies;

/// <summary>A checkpoint in a file.</summary>
/// <param name="path">The file; its folder exists.</param>
/// <param name="interval">The time between checkpoints.</param>
/// <param name="time">The clock.</param>
internal sealed class FileCheckpoint(string path, TimeSpan interval, TimeProvider time) : ITrialCheckpoint
{
    private long last = time.GetTimestamp();

    /// <inheritdoc/>
    public bool IsDue => time.GetElapsedTime(last) >= interval;

    /// <inheritdoc/>
    public byte[]? Load() => File.Exists(path) ? File.ReadAllBytes(path) : null;

    /// <inheritdoc/>
    public void Save(ReadOnlySpan<byte> content)
    {
        byte[] copy = content.ToArray();
        AtomicFile.Write(path, stream => stream.Write(copy));
        last = time.GetTimestamp();
    }
}
