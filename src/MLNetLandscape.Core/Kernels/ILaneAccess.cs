namespace MLNetLandscape.Core.Kernels;

/// <summary>How an element-wise operation touches memory: a whole vector, or the first lanes of the last one.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
/// <typeparam name="T">Its elements.</typeparam>
internal unsafe interface ILaneAccess<TVector, T>
    where T : unmanaged
{
    TVector Load(T* source);

    void Store(T* target, TVector value);
}
