namespace MLNetLandscape.Core.Studies;

/// <summary>Keeps nothing: an interrupted trial begins anew.</summary>
public sealed class NoCheckpoint : ITrialCheckpoint
{
    /// <inheritdoc/>
    public bool IsDue => false;

    /// <inheritdoc/>
    public byte[]? Load() => null;

    /// <inheritdoc/>
    public void Save(ReadOnlySpan<byte> content)
    {
    }
}
