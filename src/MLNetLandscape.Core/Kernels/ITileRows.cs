namespace MLNetLandscape.Core.Kernels;

/// <summary>The height of a register tile, as a type: the JIT sees a constant.</summary>
internal interface ITileRows
{
    /// <summary>1 to 12.</summary>
    static abstract int Count { get; }
}
