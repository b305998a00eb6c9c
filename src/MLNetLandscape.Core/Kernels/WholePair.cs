using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Two whole vectors.</summary>
internal readonly unsafe struct WholePair<TSimd, TVector, T> : ITileColumns<TSimd, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(T* source, TVector mask, out TVector first, out TVector second)
    {
        first = TSimd.Load(source);
        second = TSimd.Load(source + TSimd.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, TVector mask, TVector first, TVector second)
    {
        TSimd.Store(target, first);
        TSimd.Store(target + TSimd.Lanes, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(TVector value, ref TVector first, ref TVector second)
    {
        first = TSimd.Add(first, value);
        second = TSimd.Add(second, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(TVector weight, TVector x0, TVector x1, ref TVector first, ref TVector second)
    {
        first = TSimd.MultiplyAdd(weight, x0, first);
        second = TSimd.MultiplyAdd(weight, x1, second);
    }
}
