namespace MLNetLandscape.Core.Kernels;

/// <summary>The columns of a register tile: one vector or two, the last of them whole or masked.</summary>
/// <typeparam name="TSimd">The vector operations.</typeparam>
/// <typeparam name="TVector">The vector.</typeparam>
/// <typeparam name="T">Its elements.</typeparam>
internal unsafe interface ITileColumns<TSimd, TVector, T>
    where TSimd : ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    static abstract void Load(T* source, TVector mask, out TVector first, out TVector second);

    static abstract void Store(T* target, TVector mask, TVector first, TVector second);

    /// <summary>Adds a value to all columns.</summary>
    static abstract void Add(TVector value, ref TVector first, ref TVector second);

    /// <summary>first += weight x0; second += weight x1.</summary>
    static abstract void MultiplyAdd(TVector weight, TVector x0, TVector x1, ref TVector first, ref TVector second);
}
