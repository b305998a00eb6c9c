using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>Consecutive channels of an input; features, where the input is a plain vector.</summary>
/// <param name="Start">The first channel, at least 0.</param>
/// <param name="Count">Channels, at least 1.</param>
public readonly record struct ChannelRange(int Start, int Count)
{
    /// <summary>All channels of an input.</summary>
    internal static ChannelRange All(Shape input) => new(0, input.Channels);

    /// <summary>The shape of these channels.</summary>
    /// <exception cref="ArgumentException">The input does not have them.</exception>
    internal Shape Of(Shape input, string name) => Start >= 0 && Count >= 1 && (long)Start + Count <= input.Channels
        ? input with { Channels = Count }
        : throw new ArgumentException(
            $"{name} must be at least one channel within the input's 0 .. {input.Channels - 1}, but was {Count} from {Start} on.");
}
