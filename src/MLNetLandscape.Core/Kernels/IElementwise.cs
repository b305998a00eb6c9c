namespace MLNetLandscape.Core.Kernels;

/// <summary>An operation that treats every element of some equally long arrays alike. It holds their addresses.</summary>
/// <typeparam name="T">The element.</typeparam>
internal interface IElementwise<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Treats one vector's elements, from <paramref name="index"/> on.</summary>
    void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where TAccess : struct, ILaneAccess<TVector, T>;
}
