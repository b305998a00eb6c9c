using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Reads and writes the lanes of a mask, and no memory beyond.</summary>
internal readonly unsafe struct FirstLanes<TSimd, TVector, T>(TVector mask) : ILaneAccess<TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TVector mask = mask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Load(T* source) => TSimd.LoadMasked(source, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* target, TVector value) => TSimd.StoreMasked(target, mask, value);
}
