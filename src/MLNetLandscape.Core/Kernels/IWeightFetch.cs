namespace MLNetLandscape.Core.Kernels;

/// <summary>Whether a register tile asks the processor for weights ahead of their use, as a type: a tile that does not pays nothing.</summary>
internal unsafe interface IWeightFetch
{
    /// <summary>Names an address that will be read soon; any address, since asking for it cannot fault.</summary>
    static abstract void Ask(byte* address);
}
