namespace MLNetLandscape.Core.Layers;

/// <summary>One part of a <see cref="Concatenation"/>: layers over some channels of the input.</summary>
/// <param name="Layers">The layers; without any the channels are passed along as they are.</param>
/// <param name="Channels">What the branch reads; null for the whole input.</param>
public sealed record ConcatenationBranch(IReadOnlyList<LayerDefinition> Layers, ChannelRange? Channels = null)
{
    /// <summary>A branch that passes channels along; all, by default.</summary>
    public static ConcatenationBranch PassThrough(ChannelRange? channels = null) => new([], channels);

    /// <summary>Whether both read the same channels by equal layers.</summary>
    public bool Equals(ConcatenationBranch? other) => other is not null && Channels == other.Channels && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(Channels.GetHashCode(), HashCode.Combine);
}
