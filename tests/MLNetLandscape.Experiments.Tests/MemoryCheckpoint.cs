using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.Tests;

/// <summary>A checkpoint that is always due.</summary>
internal sealed class MemoryCheckpoint : ITrialCheckpoint
{
    private byte[]? content;

    public bool IsDue => true;

    public byte[]? Load() => content;

    public void Save(ReadOnlySpan<byte> content) => this.content = content.ToArray();
}
