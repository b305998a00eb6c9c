using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Reads and writes whole vectors.</summary>
internal readonly unsafe struct AllLanes<TSimd, TVector, T> : ILaneAccess<TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Load(T* source) => TSimd.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* target, TVector value) => TSimd.Store(target, value);
}
