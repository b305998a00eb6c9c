using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Leaves it to the processor to find out which weights come next.</summary>
internal readonly unsafe struct NoWeightFetch : IWeightFetch
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ask(byte* address)
    {
    }
}
