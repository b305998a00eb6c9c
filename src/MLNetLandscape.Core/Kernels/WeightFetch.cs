using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Asks for the cache line of an address, on processors that have an instruction for it.</summary>
internal readonly unsafe struct WeightFetch : IWeightFetch
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ask(byte* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }
}
