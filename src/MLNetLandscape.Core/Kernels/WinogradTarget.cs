namespace MLNetLandscape.Core.Kernels;

/// <summary>Where Winograd's outputs go, and what becomes of them on the way.</summary>
internal unsafe struct WinogradTarget<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The panels of the output.</summary>
    public T* Output;

    /// <summary>What to add, a number a filter; null for nothing.</summary>
    public T* Bias;

    /// <summary>Whether to add to what the output holds.</summary>
    public bool Accumulate;

    /// <summary>Whether max(0, z) is stored in place of z; NaN stays.</summary>
    public bool Rectify;

    /// <summary>Where other than 0: so many bytes behind each output lies a number, and zero is stored in place of z unless that number is positive.</summary>
    public nint Gate;
}
