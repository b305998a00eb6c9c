namespace MLNetLandscape.Core.Kernels;

/// <summary>The vector operations that the kernels are written in, so that one source serves every vector width and element type.</summary>
/// <remarks>Implemented by empty structs: the JIT compiles each kernel anew for each, and every operation becomes an instruction.</remarks>
/// <typeparam name="TVector">The vector.</typeparam>
/// <typeparam name="T">Its elements.</typeparam>
internal unsafe interface ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Elements of a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>Registers: the kernels' tiles are chosen to fit them.</summary>
    static abstract int Registers { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Broadcast(T value);

    static abstract TVector Load(T* source);

    static abstract void Store(T* target, TVector value);

    /// <summary>All bits set in the first <paramref name="count"/> lanes, none in the rest.</summary>
    static abstract TVector MaskOfFirst(int count);

    /// <summary>Reads the lanes that the mask selects and touches no other memory; the rest becomes zero.</summary>
    static abstract TVector LoadMasked(T* source, TVector mask);

    /// <summary>Writes the lanes that the mask selects and touches no other memory.</summary>
    static abstract void StoreMasked(T* target, TVector mask, TVector value);

    /// <summary>a b + c, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    static abstract TVector SquareRoot(TVector a);

    /// <summary>All bits set where a &gt; b; none where either is NaN.</summary>
    static abstract TVector GreaterThan(TVector a, TVector b);

    /// <summary>All bits set where a is NaN.</summary>
    static abstract TVector IsNaN(TVector a);

    static abstract TVector Or(TVector a, TVector b);

    /// <summary>a where the mask is set, b elsewhere.</summary>
    static abstract TVector Select(TVector mask, TVector a, TVector b);

    /// <summary>The sum of all lanes, by halves, in an order of its own.</summary>
    static abstract T Sum(TVector a);

    /// <summary>All bits set where a = b.</summary>
    static abstract TVector AreEqual(TVector a, TVector b);

    /// <summary>Reads one byte a lane.</summary>
    static abstract TVector LoadBytes(byte* source);

    /// <summary>Writes whole numbers of 0 to 255 as one byte a lane.</summary>
    static abstract void StoreBytes(byte* target, TVector value);
}
