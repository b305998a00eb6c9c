using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Where the values of a channel lie: so many numbers, whole places of 32 rows, in each of several panels.</summary>
/// <param name="Length">Numbers in a panel, a multiple of 32.</param>
/// <param name="Panels">Panels.</param>
/// <param name="Stride">Numbers from the channel in one panel to the channel in the next.</param>
internal readonly record struct ChannelLayout(int Length, int Panels, int Stride)
{
    /// <summary>Throws unless a span that begins with the channel's first value holds all of them.</summary>
    public void Check(int length, string name)
    {
        KernelGuard.Same(Length % BatchTensor<float>.PanelWidth, 0, nameof(Length));
        KernelGuard.Sizes(Length, Stride, Panels, BatchTensor<float>.PanelWidth);
        KernelGuard.AtLeast(length, Panels == 0 ? 0 : ((long)(Panels - 1) * Stride) + Length, name);
    }
}
