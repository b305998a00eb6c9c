using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <summary>The masked lanes of one vector; the second does not exist.</summary>
internal readonly unsafe struct MaskedSingle<TSimd, TVector, T> : ITileColumns<TSimd, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(T* source, TVector mask, out TVector first, out TVector second)
    {
        first = TSimd.LoadMasked(source, mask);
        second = TSimd.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, TVector mask, TVector first, TVector second) =>
        TSimd.StoreMasked(target, mask, first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(TVector value, ref TVector first, ref TVector second) =>
        first = TSimd.Add(first, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(TVector weight, TVector x0, TVector x1, ref TVector first, ref TVector second) =>
        first = TSimd.MultiplyAdd(weight, x0, first);
}
